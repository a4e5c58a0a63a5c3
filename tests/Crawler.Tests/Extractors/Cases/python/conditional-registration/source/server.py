import os
from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")

WRITE = os.environ.get("LAMP_WRITE", "") == "1"

@mcp.tool()
def read_it():
    """Reads."""

if WRITE:
    @mcp.tool()
    def write_it():
        """Writes."""
