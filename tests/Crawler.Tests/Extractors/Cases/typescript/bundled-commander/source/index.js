import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
const server = new McpServer({ name: "case", version: "1" });

class c {
  constructor(n) { this.n = n; this._o = {}; }
  createOption(f) { return { f }; }
  option(f, d, v) { return this._ex({}, f, d, v); }
  requiredOption(f, d, v) { return this._ex({ mandatory: true }, f, d, v); }
  _ex(c, f, d, v) { return unknowable(this, c, f, d, v); }
  action(fn) { this._h = fn; return this; }
  opts() { return this._o; }
  async parseAsync(argv) { if (argv.length > 2) await this._h(this._o); return this; }
}
const program = new c("case");
program.option("--caps <list>", "what else").option("--greeting <word>", "how", "hello").action(async (options) => {
  server.tool(options.greeting, "Greets", async () => ({}));
  if (options.caps?.includes("wide")) server.tool("wave", "Waves", async () => ({}));
});
void program.parseAsync(process.argv);
