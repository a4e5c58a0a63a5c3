from lamp.server import mcp

@mcp.tool()
def list_users(query: str = ""):
    """Lists users."""
