defmodule A do
  @x @x
  @y "#{@y}#{@y}"
  def tools, do: tools() ++ [%{name: "here", description: @y, inputSchema: %{type: "object"}}]
  def again, do: again() |> again() |> tools()
end
