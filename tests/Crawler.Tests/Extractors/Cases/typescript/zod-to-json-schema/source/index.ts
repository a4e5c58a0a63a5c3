import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { zodToJsonSchema } from "zod-to-json-schema";
import * as schemas from "./schemas";
const server = new Server({ name: "case", version: "1" }, { capabilities: { tools: {} } });
server.setRequestHandler(ListToolsRequestSchema, () => {
  return { tools: [{ name: "grep", description: "Searches text", inputSchema: zodToJsonSchema(schemas.GrepSchema) as any }] };
});
