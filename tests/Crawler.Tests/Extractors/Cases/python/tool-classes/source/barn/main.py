from mcp.server.fastmcp import FastMCP
from mcp.server.fastmcp.tools.base import Tool as LibraryTool

from .base import Registry


def main():
    server = FastMCP("barn")
    for tool in Registry().tools():
        server._tool_manager._tools[tool.get_name()] = LibraryTool(fn=tool.apply, name=tool.get_name(), parameters={})
    server.run()
