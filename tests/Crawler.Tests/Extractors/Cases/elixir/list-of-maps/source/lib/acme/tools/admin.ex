defmodule Acme.Tools.Admin do
  def tools do
    if admin?() do
      [%{name: "drop_notes", description: "Drops", inputSchema: %{type: "object"}}]
    else
      []
    end
  end
end
