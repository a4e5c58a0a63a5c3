from lamp.registry import offered

@offered(name="far_away", description="Far")
def far():
    pass
