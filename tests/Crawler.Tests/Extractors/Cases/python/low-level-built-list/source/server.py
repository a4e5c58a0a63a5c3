import mcp.types as types
from mcp.server.lowlevel import Server
server = Server("low")

SHAPES = {"round": "A round one", "square": "A square one"}
BASE = {"type": "object", "properties": {"id": {"type": "string"}}}
first = [types.Tool(name="first", description="First", inputSchema=BASE)]
made = [types.Tool(name=f"make_{shape}", description=words, inputSchema={**BASE, "required": ["id"]}) for shape, words in SHAPES.items()]

def more():
    tools = []
    tools.append(types.Tool(name="late", description="Late", inputSchema=BASE))
    tools += [types.Tool(name="later", description="Later", inputSchema=BASE)]
    tools.extend(types.Tool(name=n, description=n.upper(), inputSchema=BASE) for n in ("x1", "x2"))
    return tools

@server.list_tools()
async def list_tools():
    return first + made + more()
