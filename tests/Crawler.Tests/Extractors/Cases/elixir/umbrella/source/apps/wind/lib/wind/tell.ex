defmodule Wind.Tell do
  @moduledoc "Tells it"
  use Anubis.Server.Component, type: :tool

  schema do
    field :harbour, :string
  end
end
