defmodule Garden.Server do
  use Anubis.Server, name: "garden", version: "1.0.0", capabilities: [:tools]

  component Garden.Tools.WaterPlant
  component Garden.Tools.Prune, name: "cut_back"
end
