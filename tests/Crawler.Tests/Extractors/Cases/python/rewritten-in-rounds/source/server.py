import os
from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")

SKIP = os.environ["LAMP_SKIP"]

def first(a: int):
    '''First.'''

def second(b: int):
    '''Second.'''

for info in [{"name": "one", "fn": first}, {"name": "two", "fn": second}]:
    fn = info["fn"]
    name = info["name"]
    if SKIP and name == "one":
        continue
    wrapped = fn
    mcp.tool(name=name)(wrapped)

def made():
    def inner(z: int):
        '''Inner.'''
    return inner

named = made()
named.__name__ = "set_name"
named.__doc__ = "Set " + "words"
mcp.tool()(named)
unnamed = made()
unnamed.__name__ = os.environ["LAMP_NAME"]
mcp.tool()(unnamed)
