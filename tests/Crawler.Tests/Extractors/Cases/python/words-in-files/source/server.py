import json
import os
from pathlib import Path

from mcp.server.fastmcp import FastMCP

HERE = Path(__file__).parent
mcp = FastMCP("words")


def words_of(name: str) -> str:
    return (HERE / "words" / f"{name}.md").read_text(encoding="utf-8").strip()


with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "words", "more.json")) as handle:
    MORE = json.load(handle)


@mcp.tool(description=words_of("sing"))
def sing(song: str) -> str:
    return song


@mcp.tool(description=MORE["hum"]["text"])
def hum() -> str:
    return ""


@mcp.tool(description=(HERE / "words" / "missing.md").read_text())
def whistle() -> str:
    return ""


@mcp.tool(description=(HERE / ".." / ".." / "etc" / "passwd").read_text())
def peek() -> str:
    return ""


mcp.run()
