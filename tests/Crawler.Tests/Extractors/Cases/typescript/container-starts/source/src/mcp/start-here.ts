import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
const server = new McpServer({ name: "started", version: "1" });
server.tool("started", "What the container starts.", async () => ({ content: [] }));
