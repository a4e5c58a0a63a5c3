from lamp.server import mcp

@mcp.tool()
def never():
    """Never."""
