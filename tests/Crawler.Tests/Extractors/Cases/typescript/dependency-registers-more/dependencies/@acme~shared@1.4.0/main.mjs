export function registerSharedTools(server) {
  server.tool("shared", "From the dependency", async () => ({}));
}
