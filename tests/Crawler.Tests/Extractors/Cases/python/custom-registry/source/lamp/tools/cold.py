from ..registry import offered

@offered("cool_down")
def cool(degrees: int):
    """Cools."""
