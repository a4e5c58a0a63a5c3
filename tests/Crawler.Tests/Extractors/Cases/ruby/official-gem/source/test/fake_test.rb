class FakeTool < MCP::Tool
  tool_name "fake"
  description "Only a test"
end
