import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
const server = new McpServer({ name: "case", version: "1" });
const A = z.object({ a: z.string(), b: z.number() });
const B = A.omit({ b: true }).merge(z.object({ c: z.string() }));
const C = B.partial({ c: true }).extend({ ...A.shape, d: z.string().optional() });
server.registerTool("methods", { description: "Methods", inputSchema: C.required({ d: true }).passthrough().shape }, async () => ({}));
server.registerTool("joined", { description: "Joined", inputSchema: A.and(z.object({ e: z.string() })) }, async () => ({}));
