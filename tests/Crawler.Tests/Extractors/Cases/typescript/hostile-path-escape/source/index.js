import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import "../../../../../../etc/passwd";
import words from "/etc/hostname";
import file from "file:///etc/hostname";
const server = new McpServer({ name: "case", version: "1" });
server.tool("inside_only", "Inside", async () => ({}));
