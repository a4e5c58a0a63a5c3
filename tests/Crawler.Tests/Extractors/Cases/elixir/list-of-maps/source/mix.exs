defmodule Acme.MixProject do
  use Mix.Project
end
