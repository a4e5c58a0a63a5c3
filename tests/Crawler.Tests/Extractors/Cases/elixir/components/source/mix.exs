defmodule Garden.MixProject do
end
