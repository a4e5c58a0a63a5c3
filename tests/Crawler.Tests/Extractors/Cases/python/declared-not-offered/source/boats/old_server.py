from fastmcp import FastMCP

mcp = FastMCP("old")


@mcp.tool()
def sail(boat: str) -> str:
    """An older copy."""


@mcp.tool()
def row(boat: str) -> str:
    """Only in the older copy."""
