import os, socket
from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")

@mcp.tool(name=f"on_{socket.gethostname()}")
def unnamed():
    """Has no known name."""

@mcp.tool(description=f"Runs on {socket.gethostname()}")
def named(x: int):
    pass
