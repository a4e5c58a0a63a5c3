import { z } from "zod";
export const schema = { layers: z.number().default(2) };
export const run = async () => ({ content: [] });
