import os

from anyio import run
from mcp.server.fastmcp import FastMCP
from mcp.server.fastmcp.tools.base import Tool

from plant.marks import is_harmless, marked


@marked(changes=False)
def show_plant(plant_id: str) -> dict:
    """Shows a plant."""


@marked(changes=True)
def remove_plant(plant_id: str, force: bool = False) -> dict:
    """Removes a plant."""


def list_plants() -> list:
    """Lists plants."""


TOOLS = [
    Tool.from_function(fn=show_plant, name="show_one_plant", description="Shows one plant."),
    Tool.from_function(fn=remove_plant, name="remove_one_plant", description="Removes one plant."),
    Tool.from_function(list_plants),
]


async def serve():
    allow = os.environ.get("PLANT_ALLOW_CHANGES", "False").lower() == "true"
    mcp = FastMCP(name="plant")
    chosen = []
    for tool in TOOLS:
        if is_harmless(tool.fn):
            chosen.append(tool)
        elif allow:
            chosen.append(tool)
    for tool in chosen:
        mcp.add_tool(tool.fn, name=tool.name, description=tool.description)
    await mcp.run_stdio_async()


def main():
    run(serve)
