import { a } from "./index";
import { c } from "./c";
export const b = "b" + a + c;
