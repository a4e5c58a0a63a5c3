defmodule Acme.Handler do
  alias Acme.Tools

  def all, do: List.flatten([Tools.Notes.tools(), Tools.Admin.tools()])
end
