from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")

@mcp.tool()
def fake():
    """Fake."""
