import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
const server = new McpServer({ name: "case", version: "1" });
server.registerTool(
  "lamp_on",
  { title: "Lamp on", description: "Switches a lamp on", inputSchema: { lamp: z.string().describe("Which lamp"), level: z.number().int().min(0).max(100).optional() }, annotations: { readOnlyHint: false } },
  async () => ({ content: [] }),
);
