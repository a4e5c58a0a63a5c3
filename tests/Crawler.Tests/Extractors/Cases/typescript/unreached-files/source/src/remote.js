import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
const server = new McpServer({ name: "case", version: "1" });
server.tool("of_another_start", "Offered where the remote is started", async () => ({}));
