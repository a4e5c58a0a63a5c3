class A { }
class B extends (a, C) { ; }
class D extends e.f(g) {
  static a = 1; b; #c = 2; "d" = 3; 4 = 5; [e] = 6; static; get; set; async; static static_ = 7
  static async = 8
  constructor(a, b = 1) { super(a); super.m(); this.#c = #c in a; }
  static { this.x = 1 }
  get f() { return 1 } set f(v) { } static get g() { return 2 }
  async h() { } *i() { } async *j() { } static async *k() { }
  #l() { } get() { } set() { } static() { } async() { } [m]() { } "n o"() { } 5() { }
  p = () => { this.q() };
  r = class { }
}
const s = class T extends U { }, t = class extends V { w() { return super.w() } };
