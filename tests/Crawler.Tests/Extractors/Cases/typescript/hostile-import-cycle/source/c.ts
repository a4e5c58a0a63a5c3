export * from "./b";
export * from "./c";
export * from "./index";
import { nothing } from "./b";
export const c = "c" + nothing;
