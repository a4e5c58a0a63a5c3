import { z } from "zod";
export const schema = { colour: z.string().describe("Which colour"), coats: z.number().optional() };
export const metadata = { name: "paint", description: "Paints a wall", annotations: { title: "Paint", destructiveHint: false } };
export default async function paint({ colour }) { return colour; }
