TEXT = "Says it"
