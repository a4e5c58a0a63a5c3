import click from "./click";
import { type as typeText } from "./type";
export const allTools = [click, typeText];
