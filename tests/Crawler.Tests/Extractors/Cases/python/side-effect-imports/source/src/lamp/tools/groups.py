from ..server import mcp as server

@server.tool()
def list_groups():
    """Lists groups."""
