from mcp.server.fastmcp import FastMCP

def start():
    mcp = FastMCP("pond")

    @mcp.tool()
    def feed(fish: int):
        """Feeds."""

    mcp.run()
