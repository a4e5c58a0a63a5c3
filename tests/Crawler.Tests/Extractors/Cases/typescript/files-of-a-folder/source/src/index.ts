import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const server = new McpServer({ name: "garden", version: "1" });
const beds = join(dirname(fileURLToPath(import.meta.url)), "beds");

async function plant() {
  const names = (await readdir(beds)).filter((name) => name.endsWith(".js") && !name.startsWith("_"));
  const outcomes = await Promise.allSettled(names.map(async (name) => ({ bed: await import(pathToFileURL(join(beds, name)).href), name })));
  for (const outcome of outcomes) {
    if (outcome.status === "rejected") continue;
    const { bed } = outcome.value;
    if (bed.name && bed.handler) server.registerTool(bed.name, { description: bed.description, inputSchema: bed.input }, bed.handler);
  }
}

plant();
