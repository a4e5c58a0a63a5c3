from mcp.server.fastmcp import FastMCP
from typing import Literal
app = FastMCP("s")
Word = Literal["hi", "bye"]
