import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

export default {
  async fetch(request: Request) {
    const server = new McpServer({ name: "dice", version: "1.0.0" });
    server.tool("roll_die", "Rolls one die", { sides: z.number().int() }, async () => ({ content: [] }));
    return answer(server, request);
  },
};
