from dataclasses import dataclass, field
from typing import TypedDict, NotRequired
from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")

@dataclass
class Box:
    width: int
    depth: int = 1
    notes: list[str] = field(default_factory=list)

class Row(TypedDict):
    key: str
    value: NotRequired[int]

@mcp.tool()
def pack(box: Box, rows: list[Row]):
    """Packs."""
