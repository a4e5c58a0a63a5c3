// A server in one file, without packages. Its first argument says how it behaves.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const mode = process.argv[2];
const say = (message) => process.stdout.write(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\n');
const tool = (name, description) => ({ name, description, inputSchema: { type: 'object', properties: { path: { type: 'string' } } } });

if (mode === 'dies') {
  console.error('Error: API_KEY is required');
  process.exit(1);
}

if (mode === 'forks') {
  const fork = () => {
    try {
      const child = spawn(process.execPath, [process.argv[1], 'forks'], { stdio: 'ignore' });
      child.on('error', () => {});
    } catch { /* the limit */ }
  };
  setInterval(() => { for (let i = 0; i < 20; i++) fork(); }, 10);
}

if (mode === 'floods') {
  const line = 'x'.repeat(1 << 20);
  const flood = () => { while (process.stdout.write(line)) { /* go on */ } process.stdout.once('drain', flood); };
  flood();
}

if (mode === 'eats') {
  const eaten = [];
  setInterval(() => { for (let i = 0; i < 64; i++) eaten.push(Buffer.alloc(1 << 20, 1)); }, 1);
}

const probe = async () => {
  const results = [];
  const attempt = (name, action) => { try { results.push(`${name}:${action()}`); } catch (error) { results.push(`${name}:${error.code}`); } };
  attempt('home', () => readdirSync(process.env.HOME).length);
  attempt('secret', () => readFileSync(process.argv[3].slice('secret='.length), 'utf8'));
  attempt('write', () => { writeFileSync(process.argv[1] + '.new', 'x'); return 'written'; });
  attempt('variables', () => Object.keys(process.env).filter((name) => name.startsWith('CATALOG_')).length);
  const [host, port] = process.argv[4].split(':');
  results.push('network:' + await new Promise((resolve) => {
    const socket = connect({ host, port: Number(port) }, () => resolve('open'));
    socket.on('error', (error) => resolve(error.code));
  }));
  return results.join(' ');
};

let page = 0;
createInterface({ input: process.stdin }).on('line', async (line) => {
  const { id, method, params } = JSON.parse(line);
  if (mode === 'silent' || mode === 'eats' || mode === 'forks' || id === undefined) {
    return;
  }

  if (method === 'initialize') {
    say({ id, result: { protocolVersion: params.protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'test', title: 'A test', version: '1.2.3' } } });
  } else if (method === 'tools/list') {
    if (mode === 'endless') {
      page++;
      say({ id, result: { tools: [tool(`t${page}`, 'one of many')], nextCursor: `page-${page}` } });
    } else if (mode === 'loops') {
      say({ id, result: { tools: [tool('t', 'the same')], nextCursor: 'again' } });
    } else if (mode === 'paged') {
      const second = params?.cursor === 'two';
      say({ id, result: second ? { tools: [tool('second', 'on page two')] } : { tools: [tool('first', 'on page one')], nextCursor: 'two' } });
    } else if (mode === 'probes') {
      say({ id, result: { tools: [tool('probe', await probe())] } });
    } else if (mode === 'lies') {
      say({ id, result: { tools: 'none' } });
    } else {
      say({ id, result: { tools: [] } });
    }
  } else {
    say({ id, error: { code: -32601, message: 'Method not found' } });
  }
});
