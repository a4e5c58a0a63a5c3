import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

export function addShelf(server: McpServer) {
  server.registerTool("count_shelf", { description: "Counts a shelf", inputSchema: { shelf: z.string() } }, async () => ({}));
}

export const spare = { name: "spare_shelf", description: "Of a list that nothing takes", inputSchema: { type: "object", properties: {} } };
