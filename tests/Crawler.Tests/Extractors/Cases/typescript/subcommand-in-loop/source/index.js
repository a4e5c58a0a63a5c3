import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
function chosen(words) {
  for (const word of words) {
    if (word.startsWith("-")) continue;
    return word;
  }
  return undefined;
}
async function main() {
  const command = chosen(process.argv.slice(2));
  if (command === "serve") {
    const server = new McpServer({ name: "mill", version: "1" });
    server.tool("grind", "Grinds corn", async () => ({ content: [] }));
    return;
  }
  console.log("usage: mill serve");
}
main();
