import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { registerSharedTools } from "@acme/shared";
const server = new McpServer({ name: "shop", version: "1" });
server.tool("own", "Its own", async () => ({}));
registerSharedTools(server);
