a = b = c ? d : e ? f : g;
a += b ||= c &&= d ??= e;
a || b && c | d ^ e & f == g < h << i + j * k ** l ** m;
a + b + "c" + (d + e) - f + g - h;
a - b - c; a / b / c; a && b && (c && d);
!a; -b; +c; ~d; typeof e; void 0; delete f.g; - -a; a - -b; a+ +b;
++a; --b.c; a++; b.c--; a
++b
new A; new A(); new a.b.C(d)(e); new (f())(g); new new H()(); new a[b](c).d; new.target;
a?.b?.[c]?.(d).e; a ?.5 : 1; a?.b.c(d)?.e;
(a, b); (a); ((a)).b; (a)(b); (function () { }()); (() => { })(); !function () { }();
[a, , b, ...c, ]; [, ]; [];
({ a, b: c, "d": e, 'f-g': 1, 2: 3, 0x1F: 4, [h]: i, ...j, k() { }, async l() { }, *m() { }, async *n() { }, get o() { return 1 }, set o(p) { }, get: 1, set: 2, async: 3, static: 4, get, set, async, default: 5, new: 6, async get() { }, get set() { }, "q r"() { }, [s]() { }, 3() { } });
[a, b] = [b, a]; ({ a, b: c.d, e = 1, ...f } = g); [a.b, c[d]] = e; [a = 1, [b]] = c;
a => b; (a) => b; async a => b; async (a) => b; async () => { }; (a, b = 1, { c }, [d], ...e) => ({ f }); async(a); async.b; a => b => c; (a => b)(c); x = a => b, c;
`a`; `a${b}c${`d${e}`}f`; `${a}${b}`; tag`x${y}`; a.b`c`; `line
two ${ { a: 1 }.a } \n \${x}`;
/a\/[/]b/gi.test(c); a = /=/; b / c / d; (a) / b; [a] / 2; f() / g; x = a++ / 2; if (a) /b/.test(c); return_ / 2; ({}) / 2; typeof /a/; [/a/, /b/]; a ? /b/ : /c/; a => /b/; `${/`/}`;
1; 1.5; .5; 1e10; 1E-5; 0x1f; 0b11; 0o17; 1_000; 10n; 1.; 5..toString(); 5.0.toFixed(); 0.5.a;
"a\"b"; 'c\'d\n'; "\x41\u0042\u{43}"; "line \
goes on"; '';
this.a; super_; null; true; false; undefined; import.meta.url; import("x"); import(y).then(z); require("m"); require(`n`); (require)("o"); a.require("p"); require("q", 1);
a in b; a instanceof b; "x" in y && z;
yield_ = of; let_ = get; from.as; static_.await_;
var of = 1, get, set, from, as, async, static_;
async
function g() { }
