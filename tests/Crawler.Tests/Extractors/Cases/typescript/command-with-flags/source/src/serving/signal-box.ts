import { buildApplication, buildCommand, run } from "@stricli/core";
const serve = buildCommand({
  loader: async () => {
    const { main } = await import("./serve.js");
    return main;
  },
  parameters: {
    flags: {
      write: { kind: "boolean", brief: "Offer what changes points", default: false },
      only: { kind: "parsed", brief: "Names to offer", optional: true, variadic: true, parse: String },
    },
  },
  docs: { brief: "Serves" },
});
run(buildApplication(serve, { name: "signal-box" }), process.argv.slice(2), { process });
