defmodule Acme.Tools.Notes do
  @moduledoc false

  @most 20

  def tools do
    [
      %{
        name: "find_notes",
        description: """
        Finds up to #{@most} notes.

          Indented "text" stays.
        """,
        inputSchema: %{
          type: "object",
          required: ["words"],
          properties: %{
            words: %{type: "string", description: "What " <> "to find"},
            order: %{type: "string", enum: ~w(newest oldest)}
          }
        },
        annotations: %{readOnlyHint: true},
        callback: &find/1
      },
      %{
        "name" => "runtime_text",
        "description" => "Runs on #{System.version()}",
        "inputSchema" => %{"type" => "object", "properties" => %{}}
      },
      %{name: some_name(), description: "Its name is not constant", inputSchema: %{type: "object"}}
    ]
  end

  def find(_), do: {:ok, "x"}
end
