import { z } from "zod";
import { defineTool } from "./define";
export default defineTool({ name: "click", description: "Clicks", schema: { x: z.number(), y: z.number() }, handler: async () => ({}) });
