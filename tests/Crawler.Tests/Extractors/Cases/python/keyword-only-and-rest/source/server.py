from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")

@mcp.tool()
def mixed(a: int, /, b: int, *, c: int, d: int = 4, **rest):
    """Mixed."""

@mcp.tool()
def many(first: str, *others: str, last: str, end: str = "."):
    """Many."""
