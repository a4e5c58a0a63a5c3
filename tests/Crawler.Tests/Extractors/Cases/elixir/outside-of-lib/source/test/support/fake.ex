defmodule Barn.Fake do
  use Anubis.Server.Component, type: :tool
end
