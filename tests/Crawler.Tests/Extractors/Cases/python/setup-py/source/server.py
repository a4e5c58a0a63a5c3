from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")

@mcp.tool()
def wrong():
    """Not started."""
