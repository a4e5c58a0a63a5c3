from lamp.registry import offered

@offered("warm_up", description="Warms")
def warm_up(degrees: int):
    pass
