from fastmcp import FastMCP
from mcp.types import Tool

from boats.harbour import harbour

mcp = FastMCP("boats")
mcp.mount(harbour, prefix="harbour")


@mcp.tool
def sail(boat: str) -> str:
    """Sails a boat."""


def register_repairs(server):
    @server.tool
    def repair(boat: str) -> str:
        """Never registered: nothing calls this function."""


LATER = Tool(name="sink", description="Made, and in no list.", inputSchema={"type": "object"})


def main():
    mcp.run()
