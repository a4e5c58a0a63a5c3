import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
const server = new McpServer({ name: "case", version: "1" });
class Words { static readonly ONE = "one_word"; static get two() { return Words.ONE.replace("one", "two"); } get text() { return "Text of " + this.kind; } constructor(private kind: string) {} }
function* names() { yield Words.ONE; yield Words.two; }
for (const name of names()) server.tool(name, new Words(name).text, async () => ({}));
