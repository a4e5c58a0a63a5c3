defmodule Wind.MixProject do
  use Mix.Project

  def project, do: [app: :wind, version: "0.1.0"]
end
