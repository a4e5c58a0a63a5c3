export function lampTool(server) {
  server.registerTool("list_lamps", { description: "Lists the lamps" }, async () => ({ content: [] }));
}
