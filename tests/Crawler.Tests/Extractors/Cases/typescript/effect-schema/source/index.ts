import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { JSONSchema, Schema } from "effect";
const server = new McpServer({ name: "brook", version: "1" });
const Reach = Schema.Struct({
  from: Schema.String.annotations({ description: "Where it starts" }),
  depth: Schema.optional(Schema.Number),
  side: Schema.Literal("left", "right"),
  stones: Schema.Array(Schema.Int.pipe(Schema.positive())),
});
server.registerTool("measure", { description: "Measures", inputSchema: Reach }, async () => ({ content: [] }));
server.registerTool("wade", { description: "Wades", inputSchema: JSONSchema.make(Schema.Struct({ far: Schema.Boolean })) }, async () => ({ content: [] }));
