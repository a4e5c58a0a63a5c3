import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { program } from "commander";
async function main() {
const server = new McpServer({ name: "case", version: "1" });
  server.tool("deep", "Deep", async () => ({}));
}
program.command("serve").action(async () => { await main().catch((e) => process.exit(1)); });
Promise.resolve(1).then(() => { const server = new McpServer({ name: "case", version: "1" }); server.tool("then", "Then", async () => ({})); });
