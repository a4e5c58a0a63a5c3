import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import express from "express";
const app = express();
const make = () => { const server = new McpServer({ name: "case", version: "1" }); server.registerTool("per_request", { description: "Per request" }, async () => ({})); return server; };
app.post("/mcp", async (req, res) => { const server = make(); await server.connect(null); });
app.listen(3000);
