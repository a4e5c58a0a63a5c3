module Harbour
  module Tools
    class FindBerth < Base
      title "Find a berth"
      description <<~TEXT.strip
        Finds up to #{MOST} free berths.

          Indented lines stay "as they are".
      TEXT

      input_schema(
        properties: {
          length: { type: "number", description: "Metres " \
                                                 "over all" },
          size: { type: :string, enum: SIZES },
          **PAGE
        },
        required: ["length"]
      )
      annotations(read_only_hint: true, destructive_hint: false)
    end
  end
end
