import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
const key = process.env.KEY;
if (!key) { console.error("KEY is missing"); process.exit(1); }
process.env.OTHER || (console.error("OTHER is missing"), process.exit(1));
function config() { if (!process.env.URL_OF_IT) { throw new Error("no address"); } return { url: process.env.URL_OF_IT }; }
const settings = config();
const server = new McpServer({ name: "case", version: "1" });
server.tool("ping", "Pings", async () => ({}));
