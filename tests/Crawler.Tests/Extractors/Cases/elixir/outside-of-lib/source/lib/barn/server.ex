defmodule Barn.Server do
  use Anubis.Server, name: "barn", version: "1", capabilities: [:tools]

  component Barn.Tools.FeedHorse
end
