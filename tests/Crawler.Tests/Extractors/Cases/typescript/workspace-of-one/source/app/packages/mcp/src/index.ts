import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
new McpServer({ name: "app" }).tool("inner_tool", "Inside of a workspace", async () => ({}));
