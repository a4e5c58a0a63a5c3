from mcp.server.fastmcp import Context, FastMCP
from typing import Optional
mcp = FastMCP("x")

@mcp.tool()
async def ask(ctx: Context, question: str, other: Optional[Context] = None) -> str:
    """Asks."""

@mcp.tool()
async def tell(words: str, ctx: "Context[int, str]") -> str:
    """Tells."""
