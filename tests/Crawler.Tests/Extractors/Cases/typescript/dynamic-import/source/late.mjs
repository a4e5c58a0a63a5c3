export async function attach(server) { server.tool("late", "Late", async () => ({})); }
