import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
const server = new McpServer({ name: "case", version: "1" });
server.tool("first", "First", async () => ({}));
function f(x) { if (x.a) { f(x.b); f(x.c); f(x.d); } else { g(x.e); g(x.f); } return x; }
function g(x) { return x.z ? f(x.a) : [f, g].map((h) => h(x.q)); }
f(globalThing); g(globalThing);
const huge = Array(20).fill(0).reduce((all) => [...all, ...all, ...all], [1, 2, 3]);
const long = "ab".repeat(1e9);
server.tool("last", "Last", async () => ({}));
