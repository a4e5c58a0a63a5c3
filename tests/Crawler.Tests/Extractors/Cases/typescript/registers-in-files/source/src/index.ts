import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { registerAll } from "./tools/index.js";
export const createServer = () => { const server = new McpServer({ name: "case", version: "1" }); registerAll(server); return server; };
createServer();
