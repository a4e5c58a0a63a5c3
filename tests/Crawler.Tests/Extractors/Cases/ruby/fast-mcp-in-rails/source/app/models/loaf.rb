class Loaf
  KINDS = ["rye", "wheat"]
end
