import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
class Registry {
  private tools = new Map<string, any>();
  register(tool: any) { this.tools.set(tool.name, tool); return this; }
  list() { return Array.from(this.tools.values()).map(({ name, description, inputSchema }) => ({ name, description, inputSchema })); }
}
const registry = new Registry();
registry.register({ name: "one", description: "One", inputSchema: { type: "object", properties: { a: { type: "string" } } }, run() {} }).register({ name: "two", description: "Two", inputSchema: { type: "object" }, run() {} });
const server = new Server({ name: "case", version: "1" }, { capabilities: { tools: {} } });
server.setRequestHandler(ListToolsRequestSchema, async () => { const tools = registry.list(); return { tools }; });
