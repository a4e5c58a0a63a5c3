import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { allTools } from "./tools";
const server = new McpServer({ name: "case", version: "1" });
for (const tool of allTools) server.registerTool(tool.name, { description: tool.description, inputSchema: tool.schema }, tool.handler);
