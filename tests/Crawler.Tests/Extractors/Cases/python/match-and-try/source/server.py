try:
    import quick as engine
except ImportError:
    engine = None
from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")

MODE = "full"
match MODE:
    case "small":
        WORDS = "Small"
    case "full":
        WORDS = "Full"
    case _:
        WORDS = "None"

@mcp.tool(description=WORDS)
def run(): pass
