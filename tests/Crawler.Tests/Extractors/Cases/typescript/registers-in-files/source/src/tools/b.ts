export function registerB(server: any) { server.registerTool("beta", { description: "Beta tool" }, async () => ({})); }
