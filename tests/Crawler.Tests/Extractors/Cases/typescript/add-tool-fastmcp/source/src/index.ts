import { FastMCP } from "fastmcp";
import { z } from "zod";
const server = new FastMCP({ name: "case", version: "1.0.0" });
server.addTool({ name: "add", description: "Adds two numbers", parameters: z.object({ a: z.number(), b: z.number().default(1) }), annotations: { openWorldHint: false }, execute: async (args) => String(args.a + args.b) });
