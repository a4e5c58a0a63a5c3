# ÿþ€
from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")
bad = "Ã("
@mcp.tool()
def here(naÃ¯ve: str):
    """HeðŸ’¡re."""

@mcp.tool()
def broken():
    """ÿ"""
