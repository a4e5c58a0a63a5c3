import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const words = JSON.parse('{ "a": "\\ud800", "b": "kept" }');
new McpServer({}).tool('found', words.b, {}, async () => ({}));
