module Harbour
  module Tools
    Whistle = MCP::Tool.define(description: "Blows the whistle") { |**_| nil }
    MADE = [Whistle] + { light: "on", dark: "off" }.map do |name, state|
      Class.new(MCP::Tool) do
        tool_name "lamp_#{name}"
        description "Puts the lamp #{state}"
        input_schema(properties: {})
      end
    end
  end
end
