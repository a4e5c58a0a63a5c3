import http from "node:http";
const tools = { list: () => [{ name: "now", description: "Says the time", inputSchema: { type: "object", properties: {} } }] };
async function handle(request) {
  if (request.method === "tools/list") { return { jsonrpc: "2.0", id: request.id, result: { tools: tools.list() } }; }
  return null;
}
http.createServer(async (req, res) => { res.end(JSON.stringify(await handle(await req.json()))); }).listen(3000);
