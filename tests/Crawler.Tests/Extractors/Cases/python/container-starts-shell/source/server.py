from mcp.server.fastmcp import FastMCP

mcp = FastMCP("old")


@mcp.tool()
def old_copy() -> str:
    """Nothing starts this file."""


if __name__ == "__main__":
    mcp.run()
