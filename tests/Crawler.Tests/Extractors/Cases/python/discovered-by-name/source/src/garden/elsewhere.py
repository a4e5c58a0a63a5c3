from garden.registry import task


@task(model=dict)
def never_offered(args):
    """Nothing imports this file."""
