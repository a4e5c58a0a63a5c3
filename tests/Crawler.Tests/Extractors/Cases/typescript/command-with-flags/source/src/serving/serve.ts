import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
interface Flags { readonly write: boolean; readonly only?: string[] }
export async function main(this: unknown, flags: Flags) {
  const server = new McpServer({ name: "signal-box", version: "1" });
  const only = flags.only && new Set(flags.only);
  const offer = (name: string, description: string) => {
    if (only && !only.has(name)) return;
    server.tool(name, description, async () => ({ content: [] }));
  };
  offer("read_signals", "Reads the signals");
  if (flags.write) offer("set_points", "Sets the points");
}
