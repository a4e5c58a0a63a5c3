import type { Tool } from "@modelcontextprotocol/sdk/types.js";
const WALK: Tool = { name: "walk", description: "Walks a folder", inputSchema: { type: "object", properties: { start: { type: "string" } } } };
export const TOOLS: Tool[] = [WALK, { ...WALK, name: "walk_deep", description: `${WALK.description}, deeply` }] as const;
