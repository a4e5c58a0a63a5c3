from mcp.server import Server
from mcp.types import Tool
from pydantic import BaseModel
from .names import Names

class Dim(BaseModel):
    level: int
    room: str | None = None

async def serve():
    server = Server("lamp")

    @server.list_tools()
    async def list_tools():
        return [
            Tool(name=Names.DIM, description="Dims", inputSchema=Dim.model_json_schema()),
            Tool(name=Names.GLOW.value, description="Glows", inputSchema=Dim.schema()),
        ]

def main():
    import asyncio
    asyncio.run(serve())
