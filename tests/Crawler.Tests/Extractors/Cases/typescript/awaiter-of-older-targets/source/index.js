"use strict";
var __awaiter = (this && this.__awaiter) || function (thisArg, _arguments, P, generator) {
    return new (P || (P = Promise))(function (resolve, reject) {
        function step(result) { result.done ? resolve(result.value) : new P(function (r) { r(result.value); }).then(step); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
const index_js_1 = require("@modelcontextprotocol/sdk/server/index.js");
const types_js_1 = require("@modelcontextprotocol/sdk/types.js");
class Main {
    constructor() { this.server = new index_js_1.Server({ name: "old", version: "1" }, {}); this.prefix = "old"; }
    all() {
        return __awaiter(this, void 0, void 0, function* () {
            const words = yield Promise.resolve(["one", "two"]);
            return words.map((w) => ({ name: `${this.prefix}_${w}`, description: `Number ${w}`, inputSchema: { type: "object", properties: {} } }));
        });
    }
    start() {
        this.server.setRequestHandler(types_js_1.ListToolsRequestSchema, () => __awaiter(this, void 0, void 0, function* () { return { tools: yield this.all() }; }));
    }
}
new Main().start();
