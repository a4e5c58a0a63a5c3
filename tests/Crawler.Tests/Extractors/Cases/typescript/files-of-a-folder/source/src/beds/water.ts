import { z } from "zod";
export const name = "water";
export const description = "Waters one bed";
export const input = { bed: z.string().describe("Which bed"), litres: z.number().optional() };
export const handler = async () => ({ content: [] });
