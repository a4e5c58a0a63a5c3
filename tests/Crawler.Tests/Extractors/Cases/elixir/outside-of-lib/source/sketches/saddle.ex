defmodule Barn.Sketches.Saddle do
  @moduledoc "Saddles a horse"
  use Anubis.Server.Component, type: :tool

  schema do
    field :horse, :string
  end
end
