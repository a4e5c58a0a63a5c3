import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { addLamp } from "./lamp.js";
const server = new McpServer({ name: "case", version: "1" });
server.tool("kept", "Kept", async () => ({}));
addLamp(server, "room_");
