
import { z } from "zod";
export const all = [
  { group: "core", name: "open", description: "Opens", inputSchema: { page: z.string() } },
  { group: "extra", name: "burn", description: "Burns", inputSchema: { page: z.string() } },
];
