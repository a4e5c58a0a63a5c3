from typing import Annotated
from pydantic import Field
from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")

Level = Annotated[int, Field(description="How bright", ge=0, le=100)]

@mcp.tool()
def dim(level: Level, room: str = Field(..., description="Which room"), speed: int = Field(default=2, description="How fast", gt=0),
        ways: Annotated[list[str], Field(min_length=1)] = ["soft"], label: Annotated[str, Field(description="Shown")] = ""):
    """Dims."""
