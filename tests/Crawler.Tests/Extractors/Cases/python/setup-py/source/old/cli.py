from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")

@mcp.tool()
def aged():
    """Aged."""

def run():
    mcp.run()
