export function addLamp(server, prefix) {
  server.tool(prefix + "lamp", "Lights a lamp", async () => ({}));
}
