from fastmcp import FastMCP
from fastmcp.tools import Tool
mcp = FastMCP("x")

def add(a: int, b: int) -> int:
    """Adds."""
    return a + b

mcp.add_tool(add)
mcp.add_tool(add, name="plus", description="Adds too")
mcp.add_tool(Tool.from_function(lambda q: q, name="same", description="Gives it back"))
extra = FastMCP("y", tools=[add])
