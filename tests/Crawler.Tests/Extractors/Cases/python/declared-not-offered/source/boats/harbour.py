from fastmcp import FastMCP

harbour = FastMCP("harbour")


@harbour.tool
def enter(boat: str) -> str:
    """Enters the harbour."""
