#!/usr/bin/env node
/* a comment
   of two lines */ "use strict";
var a, b = 1, c = (2, 3);
let let_ = a
const { d, e: f, g = 1, [h]: i = 2, ...j } = k, [l, , m = 3, ...[n]] = o;
if (a) b(); else if ((c)) { d() } else;
if ((a) => b) c();
for (;;) { break }
for (var p = 0, q = ("x" in r) ? 1 : 2; p < 10; p++, q--) continue;
for (s of t) u: for (const [v, w] of x) { continue u; }
for (const y in z) if (y) break; else continue
for (a.b in c) d;
for ({ a } of b) c;
for (a = 0; a in b; ) c;
while ((a)) b--
do { a++ } while (b) c();
try { a } catch { b } finally { c }
try { a } catch ({ message }) { b }
switch (a) { case 1: case "2": b(); break; default: { c } case (d, e): }
label: { break label; }
throw new Error(`no`)
debugger;
;
function* gen(a, b = 2, { c } = {}, ...rest) { const x = yield; yield* a; yield b, c; return }
async function wait() { await a; for await (const b of c) d(await e); return async () => await f }
