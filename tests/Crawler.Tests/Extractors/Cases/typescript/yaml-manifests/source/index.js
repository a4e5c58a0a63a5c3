import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import fs from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const here = path.dirname(fileURLToPath(import.meta.url));
const entry = z.object({
  id: z.string(),
  module: z.string(),
  says: z.string(),
  served: z.boolean().default(true),
});
const server = new McpServer({ name: "kitchen", version: "1" });

function manifests(folder) {
  return fs.readdirSync(folder).filter((f) => f.endsWith(".yaml")).map((f) => entry.parse(parse(fs.readFileSync(path.join(folder, f), "utf8"))));
}

for (const dish of manifests(path.join(here, "dishes"))) {
  if (!dish.served) continue;
  const code = await import(`./code/${dish.module}.js`);
  server.registerTool(dish.id, { description: dish.says, inputSchema: code.schema }, code.run);
}
