defmodule Tide.MixProject do
  use Mix.Project

  def project, do: [app: :tide, version: "0.1.0"]
end
