from lamp.registry import offered

@offered
def near(x: int):
    """Near."""
