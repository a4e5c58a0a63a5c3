import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
const server = new McpServer({ name: "case", version: "1" });
function register(name: string, words: string, shape: any, mutates = true) {
  server.tool(name, words, shape, async () => ({}));
}
register("pull", "Pulls", { from: z.string() });
register("push", "Pushes", { to: z.string().optional() }, false);
