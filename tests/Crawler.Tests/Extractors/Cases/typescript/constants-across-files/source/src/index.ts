import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { Names, PREFIX, LINES } from "./words";
const server = new McpServer({ name: "case", version: "1" });
server.tool(Names.Open, PREFIX + "opens" + ".", async () => ({}));
server.tool(`${PREFIX.trim()}_close`, LINES, async () => ({}));
server.tool(Names["Third"], "Third".concat(" one"), async () => ({}));
