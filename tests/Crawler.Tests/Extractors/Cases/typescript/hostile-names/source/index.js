import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
const server = new McpServer({ name: "case", version: "1" });
server.tool("two\nlines", "No", async () => ({}));
server.tool("", "No", async () => ({}));
server.tool("n\u0430me\u202e", "Kept as written", async () => ({}));
server.tool("x".repeat(5000), "No", async () => ({}));
