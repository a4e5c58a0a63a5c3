"use strict";
var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) { return desc; };
const mcp_nest_1 = require("@rekog/mcp-nest");
const zod_1 = require("zod");
class LampTools {
    async trim() { return ""; }
}
exports.LampTools = LampTools;
__decorate([
    (0, mcp_nest_1.Tool)({ name: "trim-lamp", description: "Trims the lamp", parameters: zod_1.z.object({ length: zod_1.z.number() }) }),
    __metadata("design:type", Function)
], LampTools.prototype, "trim", null);
