import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
const server = new McpServer({ name: "case", version: "1" });
const table = [{ id: "rain", words: "Will it rain" }, { id: "wind", words: "How windy" }];
for (const { id, words } of table) server.tool(id, words, { place: z.string() }, async () => ({}));
["noon", "night"].forEach((part) => { server.registerTool(`at_${part}`, { description: "At " + part, inputSchema: {} }, async () => ({})); });
for (const [name, words] of Object.entries({ sun: "Sun", moon: "Moon" })) server.tool(name, words, async () => ({}));
for (let i = 1; i <= 2; i++) server.tool(`slot_${i}`, `Slot ${i}`, async () => ({}));
