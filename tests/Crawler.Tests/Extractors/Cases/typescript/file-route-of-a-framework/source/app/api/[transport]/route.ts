import { createMcpHandler } from "mcp-handler";
import { z } from "zod";
import { lampTool } from "../../../lib/lamps";

const handler = createMcpHandler(
  (server) => {
    server.tool("switch_lamp", "Switches a lamp on or off", { lamp: z.string(), on: z.boolean().default(true) }, async () => ({ content: [] }));
    lampTool(server);
  },
  {},
  { basePath: "/api" },
);

export { handler as GET, handler as POST };
