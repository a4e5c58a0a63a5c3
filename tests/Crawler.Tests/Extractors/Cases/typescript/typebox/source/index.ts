import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { Type } from "@sinclair/typebox";
const Input = Type.Object({ q: Type.String({ description: "Query" }), n: Type.Optional(Type.Integer({ minimum: 1 })), kind: Type.Union([Type.Literal("x"), Type.Literal("y")]) });
const server = new Server({ name: "case", version: "1" }, { capabilities: { tools: {} } });
server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [{ name: "find", description: "Finds", inputSchema: Input }] }));
