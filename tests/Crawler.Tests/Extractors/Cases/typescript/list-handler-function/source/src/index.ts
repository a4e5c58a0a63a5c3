import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { TOOLS } from "./tools.js";
class Host {
  server = new Server({ name: "case", version: "1" }, { capabilities: { tools: {} } });
  constructor() { this.setup(); }
  private setup() { this.server.setRequestHandler(ListToolsRequestSchema, this.list.bind(this)); }
  private async list() { return { tools: TOOLS }; }
}
const host = new Host();
