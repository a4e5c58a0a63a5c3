from mcp.server.fastmcp import FastMCP

mcp = FastMCP("service")


@mcp.tool()
def started(name: str) -> str:
    """What the container starts."""


if __name__ == "__main__":
    mcp.run()
