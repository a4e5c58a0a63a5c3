const name = "alpha";
const config = { description: "Alpha tool", inputSchema: {} };
export const registerA = (server: any) => { server.registerTool(name, config, async () => ({})); };
