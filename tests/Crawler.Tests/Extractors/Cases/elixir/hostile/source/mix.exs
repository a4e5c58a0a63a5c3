defmodule [[[
