const readline = require("readline");
const TOOLS = [{ name: "echo", description: "Echoes", inputSchema: { type: "object", properties: { text: { type: "string" } }, required: ["text"] } }];
function reply(id, result) { process.stdout.write(JSON.stringify({ jsonrpc: "2.0", id, result }) + "\n"); }
function handle(message) {
  switch (message.method) {
    case "initialize": return reply(message.id, { serverInfo: { name: "case" } });
    case "tools/list": return reply(message.id, { tools: TOOLS });
    case "prompts/list": return reply(message.id, { prompts: [{ name: "no_tool", description: "A prompt" }] });
    default: return;
  }
}
readline.createInterface({ input: process.stdin }).on("line", (line) => handle(JSON.parse(line)));
