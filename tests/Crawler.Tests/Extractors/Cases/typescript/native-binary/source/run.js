const { spawn } = require("node:child_process");
spawn(require.resolve(`ship-mcp-${process.platform}-${process.arch}/bin`), process.argv.slice(2), { stdio: "inherit" });
