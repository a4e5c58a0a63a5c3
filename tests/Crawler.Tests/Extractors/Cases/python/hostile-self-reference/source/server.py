from pydantic import BaseModel
from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")

A = A + "x"
B = f"{B}{B}"
def loop(n): return loop(n + 1) + loop(n)
C = loop(1)
l = []
l.append(l)
d = {}
d["d"] = d

class Node(BaseModel):
    next: "Node | None" = None
    children: list["Node"] = []

class Knot(Knot): pass

def grow(s="a"):
    for _ in range(900):
        s += s
    return s
BIG = grow()

@mcp.tool(annotations=d)
def here(node: Node, list_of: l = d):
    """Here."""
