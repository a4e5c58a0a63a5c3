require "mcp"
require_relative "b"
A = B
LOOP = [LOOP, A]
class Round < Later
  description Round.description
  def self.turn(x) = turn(turn(x))
end
class Later < Round; end
class Open < MCP::Tool
  tool_name "here"
  description "Still #{"here#{"!"}"}"
  input_schema(properties: { a: { type: "string", default: A } })
  include Open
  extend self
  def self.method_missing(name, *args, &block) = send(name, *args, &block)
end
MCP::Server.new(name: "h", tools: [Open, [Open, LOOP]])
def again(&block) = again { block.call(&block) }
again { |x| yield x }
class Broken < MCP::Tool
  tool_name "broken
