import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import dedent from "dedent";
import { stripIndent } from "common-tags";
const server = new McpServer({ name: "case", version: "1" });
server.tool("a", dedent`
  First
    second
`, async () => ({}));
server.tool("b", `
   Around   it
`.trim().replace(/\s+/g, " "), async () => ({}));
server.tool("c", stripIndent`
    Text
`, async () => ({}));
