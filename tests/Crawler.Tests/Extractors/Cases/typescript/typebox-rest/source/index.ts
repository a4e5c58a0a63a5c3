import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { Type } from "typebox";
enum Stone { Granite = "granite", Slate = "slate" }
const Place = Type.Object({ x: Type.Integer(), y: Type.Integer(), note: Type.String() });
const Named = Type.Object({ label: Type.String({ description: "A label" }) });
const server = new Server({ name: "quarry", version: "1" }, { capabilities: { tools: {} } });
server.setRequestHandler(ListToolsRequestSchema, async () => ({
  tools: [
    { name: "cut", description: "Cuts", inputSchema: Type.Intersect([Type.Omit(Place, ["note"]), Named]) },
    { name: "sort", description: "Sorts", inputSchema: Type.Object({ kind: Type.Enum(Stone), pair: Type.Tuple([Type.Number(), Type.String()]), only: Type.Optional(Type.Pick(Place, ["x"])) }) },
    { name: "mend", description: "Mends", inputSchema: Type.Partial(Place) },
  ],
}));
