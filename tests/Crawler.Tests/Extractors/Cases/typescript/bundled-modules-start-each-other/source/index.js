const { Server } = require("@modelcontextprotocol/sdk/server/index.js");
const { ListToolsRequestSchema } = require("@modelcontextprotocol/sdk/types.js");
var names = Object.getOwnPropertyNames;
var __esm = (fn, res, err) => function __init() {
  if (err) throw err[0];
  try {
    return fn && (res = (0, fn[names(fn)[0]])(fn = 0)), res;
  } catch (e) {
    throw err = [e], e;
  }
};
var alphaTool;
var init_alpha = __esm({
  "parts/alpha.ts"() {
    "use strict";
    init_beta();
    alphaTool = { group: "base", hidden: true, schema: { name: "alpha", description: "The alpha one", inputSchema: { type: "object", properties: {} } } };
  }
});
var betaTool;
var init_beta = __esm({
  "parts/beta.ts"() {
    "use strict";
    init_gamma();
    betaTool = { group: "base", hidden: false, schema: { name: "beta", description: "The beta one", inputSchema: { type: "object", properties: {} } } };
  }
});
var gammaTool;
var init_gamma = __esm({
  "parts/gamma.ts"() {
    "use strict";
    init_delta();
    gammaTool = { group: "base", hidden: false, schema: { name: "gamma", description: "The gamma one", inputSchema: { type: "object", properties: {} } } };
  }
});
var deltaTool;
var init_delta = __esm({
  "parts/delta.ts"() {
    "use strict";
    init_epsilon();
    deltaTool = { group: "base", hidden: false, schema: { name: "delta", description: "The delta one", inputSchema: { type: "object", properties: {} } } };
  }
});
var epsilonTool;
var init_epsilon = __esm({
  "parts/epsilon.ts"() {
    "use strict";
    init_zeta();
    epsilonTool = { group: "base", hidden: false, schema: { name: "epsilon", description: "The epsilon one", inputSchema: { type: "object", properties: {} } } };
  }
});
var zetaTool;
var init_zeta = __esm({
  "parts/zeta.ts"() {
    "use strict";
    init_eta();
    zetaTool = { group: "base", hidden: false, schema: { name: "zeta", description: "The zeta one", inputSchema: { type: "object", properties: {} } } };
  }
});
var etaTool;
var init_eta = __esm({
  "parts/eta.ts"() {
    "use strict";
    init_theta();
    etaTool = { group: "base", hidden: false, schema: { name: "eta", description: "The eta one", inputSchema: { type: "object", properties: {} } } };
  }
});
var thetaTool;
var init_theta = __esm({
  "parts/theta.ts"() {
    "use strict";
    init_iota();
    thetaTool = { group: "extra", hidden: false, schema: { name: "theta", description: "The theta one", inputSchema: { type: "object", properties: {} } } };
  }
});
var iotaTool;
var init_iota = __esm({
  "parts/iota.ts"() {
    "use strict";
    iotaTool = { group: "extra", hidden: false, schema: { name: "iota", description: "The iota one", inputSchema: { type: "object", properties: {} } } };
  }
});
var all;
var init_all = __esm({
  "parts/all.ts"() {
    init_alpha();
    all = [alphaTool, betaTool, gammaTool, deltaTool, epsilonTool, zetaTool, etaTool, thetaTool, iotaTool];
  }
});
init_all();
function offered(config) {
  return all.filter((tool) => tool.group.startsWith("base") || config.groups?.includes(tool.group)).filter((tool) => !tool.hidden);
}
if (process.argv.includes("set-up")) {
  console.log("done");
  return;
}
const server = new Server({ name: "nested", version: "1" });
server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: offered({ groups: void 0 }).map((tool) => tool.schema) }));
