import { McpServer, Tool, Toolkit } from "@effect/ai";
import { NodeRuntime } from "@effect/platform-node";
import { Layer, Schema } from "effect";
const Cross = Tool.make("cross", { description: "Crosses the river", parameters: { seats: Schema.Number, night: Schema.optional(Schema.Boolean) }, success: Schema.String });
const Wait = Tool.make("wait", { description: "Waits for guests" });
const Unused = Tool.make("sink", { description: "Is in no toolkit" });
const kit = Toolkit.make(Cross, Wait);
const Live = McpServer.toolkit(kit).pipe(Layer.provide(kit.toLayer({ cross: () => "ok", wait: () => "ok" })));
Layer.launch(Live).pipe(NodeRuntime.runMain);
