from mcp.server.fastmcp import FastMCP
from mcp.types import ToolAnnotations
mcp = FastMCP("lamp")

LONG = "Turns " "a lamp" + " on"

@mcp.tool(name="lamp-on", description=LONG, title="Lamp on", annotations=ToolAnnotations(readOnlyHint=False, idempotentHint=True))
def turn_on(lamp_id: str):
    """Not this one."""

@mcp.tool("lamp-off", annotations={"destructiveHint": True})
def turn_off(lamp_id: str):
    """Turns it off."""

if __name__ == "__main__":
    mcp.run(transport="stdio")
