from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")

@mcp.tool()
async def dim(level: int, room: str = "hall") -> str:
    """Dims a lamp.

    Args:
        level: how bright
    """
    return "ok"

@mcp.tool
def glow(colour: str) -> str:
    """Glows."""
    return colour

def main():
    mcp.run()
