require "mcp"
require_relative "lib/kettle"

name "kitchen"

tool "boil" do
  description "Boils water"
  argument :litres, Float, required: true, description: "How much"
  argument :tags, Array, items: String, description: "Marks"
  argument :pot, required: false, description: "Which pot" do
    argument :colour, String, required: true
  end
  call { |args| args }
end

%w[tea coffee].each do |drink|
  tool "make_#{drink}" do
    description "Makes #{drink}"
    call { |_| nil }
  end
end
