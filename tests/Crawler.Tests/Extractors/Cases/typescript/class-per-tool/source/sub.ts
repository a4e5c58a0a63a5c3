import { z } from "zod";
import { BaseTool } from "./base";
export class SubTool extends BaseTool {
  readonly name = "sub";
  description: string;
  constructor(mood: string) { super({ b: z.number() }); this.description = `Subtracts, ${mood}`; }
}
