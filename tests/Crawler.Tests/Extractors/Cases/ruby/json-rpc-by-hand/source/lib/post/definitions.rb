module Post
  def self.text(hint)
    { type: "string", description: hint }
  end

  DEFINITIONS = [
    {
      name: "send_letter",
      description: "Sends a letter",
      inputSchema: { type: "object", properties: { to: text("Who"), "from" => text("Sender") }, required: %i[to] },
      annotations: { destructiveHint: true }
    }.freeze,
    { name: "stamp", description: "Stamps it", input_schema: { type: "object" } }
  ].freeze
end
