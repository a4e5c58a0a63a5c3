from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")

@mcp.tool()
def dim():
    """Dims outside."""

@mcp.tool()
def count():
    """Counts."""

def main():
    mcp.run()
