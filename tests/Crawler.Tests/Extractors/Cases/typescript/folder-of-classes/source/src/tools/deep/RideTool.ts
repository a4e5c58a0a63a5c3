import { MCPTool } from "mcp-framework";
import { z } from "zod";
export default class RideTool extends MCPTool {
  name = "ride";
  description = "Rides out";
  schema = z.object({ hours: z.number().describe("How long") });
  async execute() { return ""; }
}
