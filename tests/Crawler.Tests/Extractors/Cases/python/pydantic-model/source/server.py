from pydantic import BaseModel, Field
from enum import Enum
from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")

class Colour(str, Enum):
    RED = "red"
    BLUE = "blue"

class Spot(BaseModel):
    x: int
    y: int = 0

class Base(BaseModel):
    name: str = Field(description="What it is called")

class Lamp(Base):
    """One lamp."""
    spot: Spot
    colour: Colour = Colour.RED
    tags: list[str] = Field(default_factory=list)

@mcp.tool()
def place(lamp: Lamp, colours: list[Colour]):
    """Places a lamp."""
