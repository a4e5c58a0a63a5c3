import { z } from "zod";
import { runServer } from "@acme/mcp-kit";
class Base { pick(shape) { return { ...shape, dry: z.boolean().optional() }; } }
class Sweep extends Base {
  static toolName = "sweep";
  constructor() { super(...arguments); this.description = "Sweeps a room"; }
  argsShape() { return this.pick({ room: z.string() }); }
}
runServer({ tools: [Sweep] });
