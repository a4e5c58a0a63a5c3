class KettleTool < ModelContextProtocol::Server::Tool
  with_metadata do
    {
      name: "kettle-state",
      description: "Says how warm it is",
      inputSchema: { type: "object", properties: { unit: { type: "string" } }, required: ["unit"] }
    }
  end
end

class PourTool < ModelContextProtocol::Server::Tool
  define do
    name "pour"
    description "Pours"
    input_schema do
      { type: "object", properties: { cup: { type: "integer" } } }
    end
  end
end

class GrindBeansTool < ActionMCP::Tool
  description "Grinds beans"
  property :grams, type: "integer", description: "How many", required: true
  collection :kinds, type: "string"
end

Registry = ModelContextProtocol::Server::Registry.new do
  tools list_changed: true do
    register KettleTool
    register PourTool
  end
end
