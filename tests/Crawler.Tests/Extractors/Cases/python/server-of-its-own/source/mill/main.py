import functools
from typing import TYPE_CHECKING, Annotated

if TYPE_CHECKING:
    from mill.wire import Server
else:
    from .wire import Server

SERVER = Server("mill")


def tool(func):
    return SERVER.tool(func)


def slowly(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        return f(*args, **kwargs)

    return wrapper


@tool
@slowly
def grind(sacks: Annotated[int, "How many"], fine: bool = True) -> str:
    """Grinds sacks of grain."""
    return ""


@slowly
def helper(x: int):
    """No tool"""


def main():
    SERVER.serve()
