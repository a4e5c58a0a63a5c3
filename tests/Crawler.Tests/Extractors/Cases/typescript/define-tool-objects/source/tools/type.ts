import { z } from "zod";
import { defineTool } from "./define";
export const type = defineTool({ name: "type", description: "Types", schema: { text: z.string() }, handler: async () => ({}) });
