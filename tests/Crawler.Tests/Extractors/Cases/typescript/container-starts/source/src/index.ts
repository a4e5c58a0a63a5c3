import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
const server = new McpServer({ name: "old", version: "1" });
server.tool("old_copy", "Nothing starts this file.", async () => ({ content: [] }));
