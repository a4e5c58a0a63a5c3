import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
const server = new McpServer({ name: "case", version: "1" });

import { all } from "./tools.js";
for (const tool of all.filter((t) => t.group === "core")) server.registerTool(tool.name, tool, async () => ({}));
