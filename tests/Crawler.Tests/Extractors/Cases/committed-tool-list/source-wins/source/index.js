import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
const server = new McpServer({ name: "read", version: "1" });
server.tool("from_source", "Read in the source.", async () => ({ content: [] }));
