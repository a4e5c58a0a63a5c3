import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
const settings = z
  .object({
    TOWER_WRITE: z.string().optional().transform((v) => v === "yes"),
    TOWER_MODE: z.enum(["plain", "full"]).default("plain"),
    TOWER_GROUPS: z.array(z.string()).default(["bells"]),
  })
  .parse(process.env);
const server = new McpServer({ name: "tower", version: "1" });
server.tool("look_out", "Looks out", async () => ({ content: [] }));
if (settings.TOWER_WRITE) server.tool("carve_stone", "Carves", async () => ({ content: [] }));
if (settings.TOWER_MODE === "full") server.tool("ring_all", "Rings all", async () => ({ content: [] }));
if (settings.TOWER_MODE === "plain") server.tool("ring_one", "Rings one", async () => ({ content: [] }));
if (settings.TOWER_GROUPS.includes("bells")) server.tool("list_bells", "Lists", async () => ({ content: [] }));
if (settings.TOWER_GROUPS.includes("flags")) server.tool("list_flags", "Lists", async () => ({ content: [] }));
