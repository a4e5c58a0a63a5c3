from fastmcp import FastMCP

mcp = FastMCP("test")


@mcp.tool()
def only_in_a_test() -> str:
    """No tool of the server."""
