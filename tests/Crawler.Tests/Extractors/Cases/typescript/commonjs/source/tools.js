const { words } = require("./words.json");
module.exports = function (server) { server.tool("indirect", words, {}, async () => ({})); };
