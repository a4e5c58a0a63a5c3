from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")

@mcp.tool()
def before():
	"""Before."""

def broken(:
   x = = 3
)

@mcp.tool()
def after(a: int):
    """After."""

@mcp.tool()
def mixed():
	if True:
		return 1
	return 2
