from pydantic import BaseModel

from garden.registry import task


class RootsInput(BaseModel):
    depth: int = 3


@task(model=RootsInput, name="list_roots")
def roots(args: RootsInput):
    """Lists the roots."""
