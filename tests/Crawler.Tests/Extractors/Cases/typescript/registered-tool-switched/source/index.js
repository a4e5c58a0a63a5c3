import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
const server = new McpServer({ name: "case", version: "1" });

const never = server.registerTool("never", { description: "Switched off" }, async () => ({}));
never.disable();
const again = server.registerTool("again", { description: "Off and on" }, async () => ({}));
again.disable();
again.enable();
const keyed = server.registerTool("keyed", { description: "Off without a key" }, async () => ({}));
if (!process.env.SHOP_KEY) keyed.disable();
const late = server.tool("late", "On after signing in", async () => ({}));
late.disable();
server.registerTool("sign_in", { description: "Signs in" }, async (a) => { if (a.ok) { late.enable(); } return {}; });
server.server.oninitialized = () => { if (server.server.getClientCapabilities().roots) late.enable(); };
