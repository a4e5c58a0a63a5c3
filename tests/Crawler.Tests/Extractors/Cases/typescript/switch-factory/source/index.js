import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
const server = new McpServer({ name: "case", version: "1" });
function describe(kind) {
  switch (kind) {
    case "cat": return "Meows";
    case "dog": return "Barks";
    default: return "Is silent";
  }
}
for (const kind of ["cat", "dog", "fish"]) server.tool(kind, describe(kind), async () => ({}));
