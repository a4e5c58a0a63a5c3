from langchain.tools import tool
from pydantic_ai import Agent
from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")

agent = Agent("m")

@tool
def other(x: str):
    """Other."""

@agent.tool
def inner(x: str):
    """Inner."""

@mcp.prompt()
def prompt(x: str):
    """Prompt."""

@mcp.resource("a://b")
def resource():
    """Resource."""

FUNCTIONS = [{"name": "fn", "description": "d", "parameters": {"type": "object"}}]

@mcp.tool()
def mine():
    """Mine."""
