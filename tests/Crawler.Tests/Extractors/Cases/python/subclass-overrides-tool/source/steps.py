import inspect
from functools import partial, wraps


def without(function, fixed):
    signature = inspect.signature(function)

    @wraps(function)
    def wrapper(*args, **kwargs):
        return function(**{**fixed, **kwargs})

    remaining = [name for name in signature.parameters if name not in fixed]
    wrapper.__signature__ = signature.replace(parameters=[signature.parameters[name] for name in remaining])
    return wrapper


def search(box: str, words: str, limit: int = 5) -> list[str]:
    """Searches a box."""


partly = without(search, {"box": "main"})
settled = partial(search, "main", limit=3)
