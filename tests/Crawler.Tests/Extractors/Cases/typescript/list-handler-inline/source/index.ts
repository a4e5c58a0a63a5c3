import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
const server = new Server({ name: "case", version: "1" }, { capabilities: { tools: {} } });
server.setRequestHandler(ListToolsRequestSchema, async () => ({
  tools: [
    { name: "first", description: "The first", inputSchema: { type: "object", properties: { path: { type: "string" } }, required: ["path"] } },
    { name: "second", description: "The second", inputSchema: { type: "object", properties: {} } },
  ],
}));
