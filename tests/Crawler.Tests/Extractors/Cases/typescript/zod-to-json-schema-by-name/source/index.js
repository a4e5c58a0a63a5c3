import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import convert from "zod-to-json-schema";
import { z } from "zod";
const root = (whole, name) => ({ type: "object", properties: whole.definitions[name].properties, required: whole.definitions[name].required });
const Find = z.object({ word: z.string(), limit: z.number().optional() });
const server = new Server({ name: "case", version: "1" });
server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [{ name: "find", description: "Finds", inputSchema: root(convert(Find, { name: "Find" }), "Find") }] }));
