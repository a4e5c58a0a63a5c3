// An MCP server of the official TypeScript SDK that writes down what it executes. Arguments: folder of packages, journal, port.
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [packages, journal, port] = process.argv.slice(2);
const from = path => import(pathToFileURL(join(packages, 'node_modules', '@modelcontextprotocol', 'sdk', 'dist', 'esm', path)).href);
const { Server } = await from('server/index.js');
const { StreamableHTTPServerTransport } = await from('server/streamableHttp.js');
const { CallToolRequestSchema, ListToolsRequestSchema } = await from('types.js');

// A server that attacks end would find the ones after them harmless.
process.on('uncaughtException', () => {});
process.on('unhandledRejection', () => {});

const names = ['safe', 'danger', 'hidden', 'guarded', 'capped', 'asked'];
const sessions = new Map();

// One store of events for all sessions, as the examples of the SDK have it.
const events = [];
const eventStore = {
  async storeEvent(stream, message) {
    events.push({ stream, message });
    return String(events.length - 1);
  },
  async getStreamIdForEventId(id) {
    return events[Number(id)]?.stream;
  },
  async replayEventsAfter(id, { send }) {
    const stream = events[Number(id)]?.stream;
    for (let i = Number(id) + 1; i < events.length; i++) {
      if (events[i].stream === stream) await send(String(i), events[i].message);
    }
    return stream;
  },
};

function open() {
  const server = new Server({ name: 'recording', version: '1' }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: names.map(name => ({ name, inputSchema: { type: 'object' } })) }));
  server.setRequestHandler(CallToolRequestSchema, request => {
    const { name, arguments: given } = request.params;
    if (!names.includes(name)) throw new Error(`no tool ${name}`);
    appendFileSync(journal, JSON.stringify({ tool: name, arguments: given ?? {}, client: server.getClientVersion()?.name ?? null }).replace(/\\ud[89a-f][0-9a-f]{2}/g, '?') + '\n');
    return { content: [{ type: 'text', text: `ran ${name}` }] };
  });
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    eventStore,
    onsessioninitialized: id => sessions.set(id, transport),
    onsessionclosed: id => sessions.delete(id),
  });
  return server.connect(transport).then(() => transport);
}

createServer(async (request, response) => {
  const known = sessions.get(request.headers['mcp-session-id']);
  if (!known && request.headers['mcp-session-id']) {
    response.writeHead(404).end('{"jsonrpc":"2.0","id":null,"error":{"code":-32001,"message":"Session not found"}}');
    return;
  }
  await (known ?? await open()).handleRequest(request, response);
}).listen(Number(port), '127.0.0.1');
