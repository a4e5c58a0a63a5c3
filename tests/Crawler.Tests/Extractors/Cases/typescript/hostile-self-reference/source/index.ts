import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
const server = new McpServer({ name: "case", version: "1" });
const a: any = a + a;
const loop: any = {}; loop.loop = loop; loop.list = [loop];
const getter: any = { get x() { return this.x; } };
class Own extends Own {}
const Tree: any = z.lazy(() => z.object({ kids: z.array(Tree) }));
function forever(n: number): any { return forever(n + 1) + forever(n + 2); }
const grown = [1]; for (const g of grown) grown.push(g, g);
let text = "x"; while (true) { text += text; if (text.length < 0) break; }
server.tool("selfish", `${getter.x}${forever(0)}`, { tree: Tree }, async () => ({}));
server.registerTool("looped", { description: "Looped", inputSchema: loop }, async () => ({}));
server.tool("still", "Still here", async () => ({}));
new Own();
