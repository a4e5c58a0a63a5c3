from fastmcp import FastMCP
from lamp.registry import TOOLS
from lamp import tools

def main():
    app = FastMCP(name="lamp")
    for item in TOOLS:
        app.tool(name=item["name"], **item["extra"])(item["fn"])
    app.run()
