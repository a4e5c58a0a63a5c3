import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { McpAgent } from "agents/mcp";
import { z } from "zod";

export class ParcelAgent extends McpAgent {
  server = new McpServer({ name: "parcels", version: "1.0.0" });

  async init() {
    this.server.registerTool(
      "track_parcel",
      { description: "Says where a parcel is", inputSchema: { code: z.string().describe("The number on the label") } },
      async ({ code }) => ({ content: [{ type: "text", text: code }] }),
    );
  }
}

export default {
  fetch(request: Request, env: unknown, ctx: unknown) {
    const url = new URL(request.url);
    if (url.pathname === "/mcp") {
      return ParcelAgent.serve("/mcp").fetch(request, env, ctx);
    }
    return new Response("Not found", { status: 404 });
  },
};
