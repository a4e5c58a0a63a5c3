import { createMcpServer, tool } from "@example/mcp-utils";
import { z } from "zod";
const more = () => ({ count: tool({ description: "Counts", parameters: z.object({ upTo: z.number() }), execute: async () => 1 }) });
const server = createMcpServer({ name: "case", tools: async () => ({ ...more(), stop: tool({ description: "Stops", parameters: z.object({}), execute: async () => 0 }) }) });
