defmodule Tide.Server do
  use Anubis.Server, name: "tide", version: "1", capabilities: [:tools]

  component Tide.Tell, name: "tell_tide"
end
