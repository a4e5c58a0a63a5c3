from mcp.server.fastmcp import FastMCP
from . import doors, walls

def create_server() -> FastMCP:
    app = FastMCP("house")
    for part in (doors, walls):
        part.register(app)
    return app

def main() -> None:
    create_server().run()
