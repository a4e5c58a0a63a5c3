import { FastMCP } from "fastmcp";
import { type } from "arktype";
const server = new FastMCP({ name: "orchard", version: "1.0.0" });
server.addTool({
  name: "pick",
  description: "Picks fruit",
  parameters: type({
    fruit: "'apple' | 'pear'",
    baskets: "number.integer > 0",
    "ripe?": "boolean",
    rows: "string[]",
    note: type("string").describe("For the farmer"),
    speed: "number = 3",
  }),
  execute: async () => "picked",
});
