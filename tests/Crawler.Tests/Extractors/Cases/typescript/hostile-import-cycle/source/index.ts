import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { b } from "./b";
export const a = "a" + b;
const server = new McpServer({ name: "case", version: "1" });
server.tool("cycled", "Cycled", async () => ({}));
import "./c";
