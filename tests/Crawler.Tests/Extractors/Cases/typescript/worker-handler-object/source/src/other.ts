import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";

export const server = new McpServer({ name: "other", version: "1.0.0" });
server.tool("never_offered", "Belongs to another environment", async () => ({ content: [] }));
