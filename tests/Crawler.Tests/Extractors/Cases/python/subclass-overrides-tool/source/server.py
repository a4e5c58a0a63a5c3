import inspect
from typing import Any, Generic, TypeVar

from fastmcp import Context, FastMCP

from steps import partly, settled

State = TypeVar("State")


class CarefulServer(FastMCP[State], Generic[State]):
    def _register(self, fn, options):
        return super().tool(fn, **options)

    def tool(self, name_or_fn: Any = None, **options: Any) -> Any:
        if inspect.isroutine(name_or_fn):
            return self._register(name_or_fn, options)
        if isinstance(name_or_fn, str):
            options = {**options, "name": name_or_fn}
        elif name_or_fn is not None:
            return super().tool(name_or_fn, **options)

        def decorate(fn):
            return self._register(fn, options)

        return decorate


class OuterServer(CarefulServer[dict]):
    pass


birds = CarefulServer(name="birds")


@birds.tool
async def count(ctx: Context, kind: str) -> int:
    """Counts birds."""


@birds.tool("feed", tags={"write"})
async def feed_them(ctx: Context, grams: int = 10) -> str:
    """Feeds birds."""


outer = OuterServer(name="outer")
outer.mount(birds, namespace="birds")
outer.tool(partly, name="partly")
outer.tool(settled, name="settled")

if __name__ == "__main__":
    outer.run()
