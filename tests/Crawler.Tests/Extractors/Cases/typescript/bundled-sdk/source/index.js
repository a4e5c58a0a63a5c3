class Protocol { setRequestHandler(s, h) { this.handlers.set(s, h); } setNotificationHandler() {} removeRequestHandler() {} }
class Server extends Protocol { constructor(info) { super(); this.handlers = new Map(); } }
class McpServer {
  constructor(info) { this.server = new Server(info); this._registeredTools = {}; }
  registerPrompt() {}
  sendToolListChanged() {}
  registerTool(name, config, cb) { this._registeredTools[name] = { ...config, cb }; return this._registeredTools[name]; }
  tool(name, ...rest) { return this.registerTool(name, { description: rest[0] }, rest[rest.length - 1]); }
}
const server = new McpServer({ name: "case" });
server.registerTool("inside", { description: "Inside", inputSchema: {} }, async () => ({}));
server.tool("inside_too", "Inside too", async () => ({}));
