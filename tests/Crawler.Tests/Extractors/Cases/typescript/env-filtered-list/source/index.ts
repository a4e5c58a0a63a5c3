import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
const server = new Server({ name: "case", version: "1" }, { capabilities: { tools: {} } });
const reading = [{ name: "get", description: "Gets", inputSchema: { type: "object", properties: {} } }];
const writing = [{ name: "put", description: "Puts", inputSchema: { type: "object", properties: {} } }];
const all = [...reading, ...writing];
const onlyReading = process.env.ONLY_READING === "1";
server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: onlyReading ? reading : [...all, ...(process.env.EXTRA ? [{ name: "extra", description: "More", inputSchema: { type: "object" } }] : [])] }));
