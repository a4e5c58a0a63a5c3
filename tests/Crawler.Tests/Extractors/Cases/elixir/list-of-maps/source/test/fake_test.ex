defmodule Acme.Fake do
  def tools, do: [%{name: "fake", description: "Of a test", inputSchema: %{type: "object"}}]
end
