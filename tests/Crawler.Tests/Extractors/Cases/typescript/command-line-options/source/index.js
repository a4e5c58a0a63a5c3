import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
const server = new McpServer({ name: "case", version: "1" });

import yargs from "yargs";
import { hideBin } from "yargs/helpers";
import { Command } from "commander";
import { parseArgs } from "node:util";
const argv = yargs(hideBin(process.argv)).option("write", { type: "boolean", default: false }).option("groups", { type: "array", default: ["core"] }).options({ deep: { type: "boolean" } }).help().parseSync();
const merged = { name: "x", ...argv };
server.tool("look", "Looks", async () => ({}));
if (argv.write) server.tool("put", "Puts", async () => ({}));
if (merged.deep) server.tool("dig", "Digs", async () => ({}));
for (const group of argv.groups) server.tool(`${group}_info`, "Tells of a group", async () => ({}));
const { values } = parseArgs({ options: { "no-greet": { type: "boolean" }, tone: { type: "string", default: "mild" } } });
if (!values["no-greet"]) server.tool(`greet_${values.tone}`, "Greets", async () => ({}));
const program = new Command("case").option("-a, --admin", "for admins").option("--prefix <word>", "a prefix", "my").argument("[file]");
program.action((file, options) => {
  if (options.admin) server.tool("wipe", "Wipes", async () => ({}));
  server.tool(`${options.prefix}_list`, "Lists", async () => ({}));
});
program.parse();
