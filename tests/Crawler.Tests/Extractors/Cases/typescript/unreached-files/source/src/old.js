import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { addLamp } from "./lamp.js";
const server = new McpServer({ name: "case", version: "1" });
server.tool("kept", "Kept once", async () => ({}));
server.tool("gone", "Gone", async () => ({}));
addLamp(server, "old_");
