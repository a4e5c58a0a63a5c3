from mcp.server.fastmcp import FastMCP

mcp = FastMCP("harbour")


@mcp.tool()
def berth_of(ship: str) -> str:
    """Says where a ship lies."""
    return ship


def main():
    mcp.run()
