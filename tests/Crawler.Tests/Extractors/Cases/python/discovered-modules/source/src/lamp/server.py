from fastmcp import FastMCP
from lamp.tools import register_all

def main():
    mcp = FastMCP("lamp")
    register_all(mcp)
    mcp.run()
