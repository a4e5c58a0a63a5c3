import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { shape } from "@/shape";
import { WORDS } from "#words";
const server = new McpServer({ name: "case", version: "1" });
server.tool("aliased", WORDS, shape, async () => ({}));
