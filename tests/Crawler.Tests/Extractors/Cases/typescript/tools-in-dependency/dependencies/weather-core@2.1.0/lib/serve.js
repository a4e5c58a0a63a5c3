const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { z } = require("zod");
exports.serve = () => {
  const server = new McpServer({ name: "weather", version: "1" });
  server.registerTool("forecast", { description: "Tells the weather", inputSchema: { place: z.string() } }, async () => ({}));
};
