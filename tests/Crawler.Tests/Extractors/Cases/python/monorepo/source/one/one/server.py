from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")

@mcp.tool()
def a():
    """A."""

def main():
    mcp.run()
