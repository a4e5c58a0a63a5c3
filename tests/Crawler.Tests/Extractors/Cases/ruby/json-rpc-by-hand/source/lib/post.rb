require "json"
require_relative "post/definitions"

module Post
  class Server
    def run
      while (line = $stdin.gets)
        puts JSON.generate(answer(JSON.parse(line)))
      end
    end

    def answer(request)
      case request["method"]
      when "initialize" then { name: "post", version: "1" }
      when "tools/list", "tools/all"
        tools_list
      when "tools/call"
        { content: [] }
      else
        raise ArgumentError, "unknown"
      end
    end

    private

    def tools_list
      { tools: DEFINITIONS + [weigh] }
    end

    def weigh
      { name: "weigh", description: format("Weighs up to %d %s", 20, "kilos"), inputSchema: { type: "object", properties: {} } }
    end
  end
end
