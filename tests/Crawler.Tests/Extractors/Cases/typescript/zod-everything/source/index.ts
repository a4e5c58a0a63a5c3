import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
const server = new McpServer({ name: "case", version: "1" });
const Inner = z.object({ deep: z.boolean().nullable() }).strict();
server.registerTool("everything", { description: "All kinds", inputSchema: {
  text: z.string().min(1).max(5).email().describe("Text"),
  whole: z.coerce.number().int().positive(),
  choice: z.enum(["a", "b"]).default("a"),
  fixed: z.literal("x"),
  list: z.array(Inner).nonempty(),
  map: z.record(z.string(), z.number()),
  either: z.union([z.string(), z.number()]),
  later: z.lazy(() => z.string()),
  maybe: z.string().nullish(),
  piped: z.string().transform((s) => s.length).pipe(z.number()),
  chosen: Inner.pick({ deep: true }).partial(),
  date: z.date(),
  pair: z.tuple([z.string(), z.number()]),
} }, async () => ({}));
