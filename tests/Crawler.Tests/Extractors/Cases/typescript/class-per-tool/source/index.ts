import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { AddTool } from "./add";
import { SubTool } from "./sub";
const server = new McpServer({ name: "case", version: "1" });
[new AddTool(), new SubTool("loud")].forEach((tool) => tool.installTo(server));
