import { registerA } from "./a.js";
import { registerB } from "./b.js";
export * from "./a.js";
export const registerAll = (server: any) => { registerA(server); registerB(server); };
