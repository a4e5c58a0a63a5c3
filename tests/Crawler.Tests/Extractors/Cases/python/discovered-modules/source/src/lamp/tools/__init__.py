from pathlib import Path
from lamp.discovery import discover
from lamp.registry import FOUND

def register_all(mcp):
    discover(Path(__file__).parent, __package__)
    for fn, options in FOUND:
        mcp.tool(**options)(fn)
