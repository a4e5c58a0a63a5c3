var N; (function (e) { e.ZodString = "ZodString"; e.ZodNumber = "ZodNumber"; e.ZodObject = "ZodObject"; e.ZodArray = "ZodArray"; e.ZodOptional = "ZodOptional"; e.ZodEnum = "ZodEnum"; e.ZodDefault = "ZodDefault"; })(N || (N = {}));
function p(e) { if (!e) return {}; const { description: d } = e; return { errorMap: undefined, description: d }; }
class T {
  constructor(d) { this._def = d; this.describe = this.describe.bind(this); }
  safeParse(v) { return this._parse(v); }
  describe(d) { return new this.constructor({ ...this._def, description: d }); }
  optional() { return O.create(this, this._def); }
  default(v) { return new D({ innerType: this, defaultValue: () => v, typeName: N.ZodDefault }); }
}
class S extends T { _parse(v) { return typeof v === "string"; } min(n) { return new S({ ...this._def, checks: [...this._def.checks, { kind: "min", value: n }] }); } }
S.create = (e) => new S({ checks: [], typeName: N.ZodString, ...p(e) });
class M extends T { _parse(v) { return typeof v === "number"; } }
M.create = (e) => new M({ checks: [], typeName: N.ZodNumber, ...p(e) });
class O extends T { _parse(v) { return v === undefined || this._def.innerType._parse(v); } }
O.create = (t, e) => new O({ innerType: t, typeName: N.ZodOptional, ...p(e) });
class D extends T { _parse(v) { return true; } }
class A extends T { _parse(v) { return Array.isArray(v); } }
A.create = (t, e) => new A({ type: t, minLength: null, typeName: N.ZodArray, ...p(e) });
class E extends T { _parse(v) { return this._def.values.includes(v); } }
E.create = (v, e) => new E({ values: v, typeName: N.ZodEnum, ...p(e) });
class B extends T { _parse(v) { return typeof v === "object"; } get shape() { return this._def.shape(); } strict() { return new B({ ...this._def, unknownKeys: "strict" }); } }
B.create = (s, e) => new B({ shape: () => s, unknownKeys: "strip", typeName: N.ZodObject, ...p(e) });
var str = S.create, num = M.create, arr = A.create, en = E.create, obj = B.create;
class Protocol { setRequestHandler(s, h) { this.h = h; } setNotificationHandler() {} removeRequestHandler() {} }
class Server extends Protocol {}
class Mcp { constructor() { this.server = new Server(); this.all = {}; } registerPrompt() {} sendToolListChanged() {} registerTool(n, c, h) { this.all[n] = c; } }
const server = new Mcp();
server.registerTool("post", { description: "Posts a letter", inputSchema: { to: str().min(1).describe("Who gets it"), copies: num().default(1), tags: arr(str()).optional(), kind: en(["plain", "express"]) } }, async () => ({}));
server.registerTool("frank", { description: "Franks it", inputSchema: obj({ cents: num({ description: "The postage" }) }).strict() }, async () => ({}));
