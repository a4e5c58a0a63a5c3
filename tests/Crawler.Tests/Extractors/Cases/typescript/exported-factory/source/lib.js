import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
export function createServer(options = {}) {
const server = new McpServer({ name: "case", version: "1" });
  server.tool("made", "Made", async () => ({}));
  return server;
}
