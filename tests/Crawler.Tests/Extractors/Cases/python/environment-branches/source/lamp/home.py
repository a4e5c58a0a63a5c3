from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")

@mcp.tool()
def dim():
    """Dims at home."""

def main():
    mcp.run()
