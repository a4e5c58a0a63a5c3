import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
const server = new McpServer({ name: "case", version: "1" });
server.tool("look", "Looks", async () => ({}));
if (process.env.ALLOW_WRITE === "true") { server.tool("write", "Writes", async () => ({})); }
if (!process.env.SAFE) server.tool("risky", "Risks", async () => ({}));
if (process.argv.includes("--admin")) { server.tool("admin", "Administers", async () => ({})); }
const readOnly = process.env.READ_ONLY ?? false;
if (readOnly) { server.tool("reads", "Reads", async () => ({})); } else { server.tool("mutates", "Mutates", async () => ({})); }
