require "mcp"
require_relative "harbour/shared"
require_relative "harbour/tools/find_berth"
require_relative "harbour/tools/moor_ship"
require_relative "harbour/tools/made"

module Harbour
  class Runner
    def initialize(transport = nil)
      @transport = transport
    end

    def run
      server = MCP::Server.new(name: "harbour", tools: [Tools::FindBerth, Tools::MoorShip, *Tools::MADE])
      server.define_tool(
        name: "tide_table",
        description: "Tides of a day",
        input_schema: { properties: { day: { type: "string", format: "date" } }, required: [:day] },
        annotations: { read_only_hint: true, title: "Tides" }
      ) do |day:, server_context:|
        MCP::Tool::Response.new([{ type: "text", text: day }])
      end
      server.define_tool(name: "drain_dock", description: "Drains a dock") { |**_| nil } if ENV["HARBOUR_ADMIN"]
      MCP::Server::Transports::StdioTransport.new(server).open
    end
  end
end
