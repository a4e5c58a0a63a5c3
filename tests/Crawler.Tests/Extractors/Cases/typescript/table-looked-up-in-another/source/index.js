import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
const pages = [
  { place: "amber", path: "/amber/view", notes: "About amber" },
  { place: "birch", path: "/birch/view", notes: "About birch" },
  { place: "cedar", path: "/cedar/view", notes: "About cedar" },
  { place: "delta", path: "/delta/view", notes: "About delta" },
  { place: "ember", path: "/ember/view", notes: "About ember" },
  { place: "fjord", path: "/fjord/view", notes: "About fjord" },
  { place: "grove", path: "/grove/view", notes: "About grove" },
  { place: "heath", path: "/heath/view", notes: "About heath" },
  { place: "islet", path: "/islet/view", notes: "About islet" },
  { place: "jetty", path: "/jetty/view", notes: "About jetty" },
  { place: "knoll", path: "/knoll/view", notes: "About knoll" },
  { place: "ledge", path: "/ledge/view", notes: "About ledge", hidden: true },
  { place: "marsh", path: "/marsh/view", notes: "About marsh" },
  { place: "night", path: "/night/view", notes: "About night" },
  { place: "oasis", path: "/oasis/view", notes: "About oasis" },
  { place: "plain", path: "/plain/view", notes: "About plain" },
  { place: "quill", path: "/quill/view", notes: "About quill" },
  { place: "ridge", path: "/ridge/view", notes: "About ridge" },
];
const wanted = ["amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heath", "islet", "jetty", "knoll", "ledge", "marsh", "night", "oasis", "plain", "quill", "ridge", "$_zenith"];
const server = new McpServer({ name: "atlas", version: "1" });
for (const name of wanted) {
  const page = pages.find((p) => p.place === name);
  const at = pages.findIndex((p) => name === p.place);
  if (page?.hidden) continue;
  server.registerTool("show_" + name.replace(/[$_]+/g, ""), { description: page ? `${page.notes}, page ${at + 1}` : "Is on no page" }, async () => ({ content: [] }));
}
