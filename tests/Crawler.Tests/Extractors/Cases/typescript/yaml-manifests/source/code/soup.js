import { z } from "zod";
export const schema = { litres: z.number() };
export const run = async () => ({ content: [] });
