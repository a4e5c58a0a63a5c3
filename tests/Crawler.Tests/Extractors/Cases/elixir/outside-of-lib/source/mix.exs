defmodule Barn.MixProject do
  use Mix.Project

  def project, do: [app: :barn, version: "0.1.0"]
end
