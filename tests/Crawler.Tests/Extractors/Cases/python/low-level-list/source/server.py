import mcp.types as types
from mcp.server.lowlevel import Server
server = Server("low")

@server.list_tools()
async def handle_list_tools() -> list[types.Tool]:
    return [
        types.Tool(name="echo", description="Echoes words", inputSchema={"type": "object", "properties": {"words": {"type": "string"}}, "required": ["words"]}),
        types.Tool(name="ping", title="Ping", description="Answers", inputSchema={"type": "object", "properties": {}}, annotations=types.ToolAnnotations(readOnlyHint=True)),
    ]

@server.call_tool()
async def handle_call_tool(name, arguments):
    return []
