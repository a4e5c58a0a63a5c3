defmodule B do
  def tools do
    [%{name: "lost", inputSchema: """
