import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
new McpServer({ name: "both" }).tool("fresh", "Read from the source", async () => ({}));
