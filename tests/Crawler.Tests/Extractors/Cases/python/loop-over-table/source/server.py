from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")

TABLE = [("sun", "Counts suns", 1), ("moon", "Counts moons", 2)]

def make(name, words):
    async def handler(year: int, exact: bool = False):
        return name
    handler.__name__ = f"count_{name}"
    handler.__doc__ = words
    return handler

for key, words, _ in TABLE:
    mcp.tool(name=f"count_{key}", description=words)(make(key, words))

for index, scope in enumerate(sorted({"b", "a"})):
    @mcp.tool(name=f"scope_{scope}_{index}")
    def stub():
        """Says which scope is missing."""
