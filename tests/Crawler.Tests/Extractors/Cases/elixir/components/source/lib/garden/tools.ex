defmodule Garden.Tools.WaterPlant do
  @moduledoc "Waters a plant"

  use Anubis.Server.Component, type: :tool

  schema do
    field :plant, :string, required: true, description: "Which one"
    field :litres, :float, default: 0.5, max: 3
    field :mode, {:enum, ["drip", "spray"]}
  end
end

defmodule Garden.Tools.Prune do
  @moduledoc """
  Cuts a plant back.
  """
  use Anubis.Server.Component, type: :tool
end

defmodule Garden.Tools.Loose do
  @moduledoc "No server names it"
  use Anubis.Server.Component, type: :tool
end

defmodule Garden.Prompts.Advice do
  @moduledoc "A prompt"
  use Anubis.Server.Component, type: :prompt
end
