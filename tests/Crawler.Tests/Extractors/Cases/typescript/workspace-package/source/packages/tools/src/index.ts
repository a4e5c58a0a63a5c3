export const addTools = (server: any) => { server.tool("shared", "Shared", async () => ({})); };
