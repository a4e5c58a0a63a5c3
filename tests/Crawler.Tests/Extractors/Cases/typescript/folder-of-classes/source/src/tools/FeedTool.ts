import { MCPTool } from "mcp-framework";
import { z } from "zod";
class FeedTool extends MCPTool {
  name = "feed_horse";
  description = "Feeds a horse";
  schema = {
    horse: { type: z.string(), description: "Which horse" },
    oats: { type: z.number().optional(), description: "How many" },
  };
  async execute() { return ""; }
}
export default FeedTool;
