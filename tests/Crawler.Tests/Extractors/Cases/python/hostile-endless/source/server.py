from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")

while True:
    x = 1
    if x == 2:
        break
items = [a for a in range(999) for b in range(999) for c in range(999)]
wide = ("x" * 900) * 900 * 900 * 900
def fib(n):
    return fib(n - 1) + fib(n - 2) if n > 1 else n
fib(40)

@mcp.tool()
def here():
    """Here."""
