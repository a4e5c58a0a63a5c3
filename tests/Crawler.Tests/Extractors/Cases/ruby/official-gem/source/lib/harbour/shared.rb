module Harbour
  MOST = 25
  SIZES = %w[small large].freeze
  PAGE = { page: { type: "integer", minimum: 1, default: 1 } }.freeze

  class Base < MCP::Tool
    class << self
      def call(**args)
        new.perform(**args)
      end
    end
  end
end
