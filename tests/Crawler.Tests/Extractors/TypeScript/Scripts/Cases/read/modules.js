import "a";
import b from "b";
import * as c from 'c';
import d, { e, f as g, default as h, "string name" as i } from "d";
import j, * as k from "k"
import {} from "l";
export { b, c as d2, e as default, f as "a b" };
export * from "m";
export * as n from "n";
export { o, default as p } from "o";
export const q = 1, r = 2;
export function s() { }
export async function t() { }
export class U { }
export default async function () { return import("inner") }
export {};
