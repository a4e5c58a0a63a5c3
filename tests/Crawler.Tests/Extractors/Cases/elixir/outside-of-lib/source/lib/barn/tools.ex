defmodule Barn.Tools.FeedHorse do
  @moduledoc "Feeds a horse"
  use Anubis.Server.Component, type: :tool

  schema do
    field :horse, :string, required: true
  end
end
