defmodule Wind.Server do
  use Anubis.Server, name: "wind", version: "1", capabilities: [:tools]

  component Wind.Tell, name: "tell_wind"
end
