class Harbour::Tools::MoorShip < Harbour::Base
  tool_name "moor"
  description 'Moors a ship, it\'s final'
  input_schema({ "type" => "object", "properties" => { "ship" => { "type" => "string" } } })
end

class Harbour::Tools::Unlisted < Harbour::Base
  description "No server takes it"
end
