import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
const base = ["red", "green", "hidden"].filter((c) => c !== "hidden");
const make = (color) => ({ name: `paint_${color}`, description: `Paints ${color}`, inputSchema: { type: "object", properties: { wall: { type: "string" } } } });
const more = [].concat(make("blue"), [make("black")]);
const server = new Server({ name: "case", version: "1" }, { capabilities: { tools: {} } });
server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [base.map(make), more].flat() }));
