from typing import Any, Literal, Optional, Union
import datetime
from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")

@mcp.tool()
def mix(name: str, count: int, share: float, on: bool, tags: list[str], pairs: dict[str, int], any_thing: Any,
        mode: Literal["warm", "cold"], note: Optional[str] = None, limit: int | None = 5, either: Union[int, str] = 3, when: datetime.date = None, bare=1):
    """Mixes."""
