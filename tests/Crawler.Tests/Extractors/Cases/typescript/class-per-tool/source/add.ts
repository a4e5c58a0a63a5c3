import { z } from "zod";
import { BaseTool } from "./base";
export class AddTool extends BaseTool { name = "add"; description = "Adds"; constructor() { super({ a: z.number() }); } }
