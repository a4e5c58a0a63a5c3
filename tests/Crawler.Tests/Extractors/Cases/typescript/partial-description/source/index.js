import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import os from "os";
const server = new McpServer({ name: "case", version: "1" });
server.tool("here", `Runs on ${os.platform()} only`, async () => ({}));
server.tool(`on_${os.platform()}`, "Has no constant name", async () => ({}));
server.tool(os.hostname(), "Nor has this", async () => ({}));
