from fastmcp import FastMCP
mcp = FastMCP("lamp")

def main():
    from lamp.tools import users, groups  # noqa
    mcp.run()
