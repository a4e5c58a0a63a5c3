import type { XmcpConfig } from "xmcp";
export default { stdio: true, paths: { tools: "./src/crafts" } } satisfies XmcpConfig;
