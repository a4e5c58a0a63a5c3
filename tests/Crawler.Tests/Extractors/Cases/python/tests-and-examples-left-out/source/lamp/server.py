from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")

@mcp.tool()
def real():
    """Real."""

def main():
    mcp.run()
