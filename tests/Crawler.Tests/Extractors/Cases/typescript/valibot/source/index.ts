import { FastMCP } from "fastmcp";
import * as v from "valibot";
const server = new FastMCP({ name: "harbour", version: "1.0.0" });
const Berth = v.object({ row: v.picklist(["north", "south"]), place: v.pipe(v.number(), v.integer(), v.minValue(1)) });
server.addTool({
  name: "moor",
  description: "Moors a boat",
  parameters: v.object({
    boat: v.pipe(v.string(), v.minLength(1), v.description("Name of the boat")),
    berth: Berth,
    lights: v.optional(v.boolean(), false),
    tags: v.optional(v.array(v.string())),
    owner: v.nullable(v.string()),
  }),
  execute: async () => "moored",
});
server.addTool({ name: "leave", description: "Leaves", parameters: v.pick(Berth, ["row"]), execute: async () => "left" });
