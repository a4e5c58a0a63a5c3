import server
from a import *
from server import nothing
from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")

@mcp.tool(description=WORDS)
def here(): pass
