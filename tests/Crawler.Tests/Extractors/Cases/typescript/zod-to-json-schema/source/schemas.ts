import { z } from "zod";
const Base = z.object({ root: z.string() });
export const GrepSchema = Base.extend({ pattern: z.string().min(1), flags: z.array(z.enum(["i", "m"])).optional() });
