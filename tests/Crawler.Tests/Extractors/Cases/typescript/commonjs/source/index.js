"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) { return (mod && mod.__esModule) ? mod : { "default": mod }; };
Object.defineProperty(exports, "__esModule", { value: true });
const mcp_js_1 = require("@modelcontextprotocol/sdk/server/mcp.js");
const zod_1 = require("zod");
const tools_1 = __importDefault(require("./tools"));
const server = new mcp_js_1.McpServer({ name: "case", version: "1" });
server.tool("direct", "Direct", { n: zod_1.z.number() }, async () => ({}));
tools_1.default(server);
