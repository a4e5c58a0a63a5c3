import functools
from somewhere import traced
from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")

def guarded(role):
    def decorate(fn):
        @functools.wraps(fn)
        async def wrapper(*args, **kwargs):
            return await fn(*args, **kwargs)
        return wrapper
    return decorate

@mcp.tool()
@guarded("admin")
@traced
async def wipe(disk: str, hard: bool = False):
    """Wipes a disk."""
