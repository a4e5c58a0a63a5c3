import { z } from "zod";
export const shape = { s: z.string() };
