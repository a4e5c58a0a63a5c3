export abstract class BaseTool {
  abstract readonly name: string;
  abstract readonly description: string;
  constructor(protected readonly shape: Record<string, unknown>) {}
  installTo(server: any) { server.registerTool(this.name, { title: this.title, description: this.description, inputSchema: this.shape }, this.run.bind(this)); }
  get title() { return this.name.toUpperCase(); }
  async run() { return {}; }
}
