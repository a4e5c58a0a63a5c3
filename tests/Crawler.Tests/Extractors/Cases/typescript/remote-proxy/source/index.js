import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
const address = "https://mcp.pay.example/v1";
async function main() {
  const remote = new StreamableHTTPClientTransport(new URL(address), {});
  const local = new StdioServerTransport();
  local.onmessage = (m) => remote.send(m);
}
main();
