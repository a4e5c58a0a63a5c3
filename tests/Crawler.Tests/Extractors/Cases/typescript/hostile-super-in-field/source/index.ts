import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
class Base {}
class Lamp extends Base {
  twice = [super({ a: 1 }), super({ b: 2 }), new Lamp()];
  constructor() { super(); }
}
const server = new McpServer({ name: "lamp", version: "1" });
server.tool("before", "Before", {}, async () => ({}));
new Lamp();
server.tool("after", "After", {}, async () => ({}));
