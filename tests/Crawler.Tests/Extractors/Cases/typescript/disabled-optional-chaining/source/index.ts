import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
const server = new McpServer({ name: "case", version: "1" });
const options: any = { prefix: "my_", nested: { words: "Nested" } };
const { prefix = "no_", suffix = "_end", nested: { words } = {} as any } = options;
server.tool(`${prefix}${options.missing?.deep ?? "mid"}${suffix}`, words, async () => ({}));
