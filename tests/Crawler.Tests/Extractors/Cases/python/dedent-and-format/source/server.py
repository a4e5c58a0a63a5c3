import textwrap
from textwrap import dedent
from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")

UNIT = "lux"
MAX = 10 * 10

@mcp.tool(description=dedent("""
    Measures
      light
    """).strip())
def measure():
    pass

@mcp.tool(description=f"Up to {MAX} {UNIT}, {{braced}}, {['a', 1, True, None]}")
def limit():
    pass

@mcp.tool(description="In {} and {unit}".format("Kelvin", unit=UNIT))
def unit():
    pass

@mcp.tool(description="%s per %s" % ("light", "hour"))
def rate():
    pass

@mcp.tool(description=" ".join(["One", "by", "one"]) + "\u2026" r"\n")
def joined():
    pass
