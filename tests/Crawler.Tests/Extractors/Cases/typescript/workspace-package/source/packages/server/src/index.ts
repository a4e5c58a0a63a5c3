import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { addTools } from "@case/tools";
const server = new McpServer({ name: "case", version: "1" });
addTools(server);
