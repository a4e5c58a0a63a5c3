class Handler:
    def __init__(self, mcp, allow_write: bool = False):
        self.mcp = mcp
        self.allow_write = allow_write
        self.mcp.tool(name="list_lamps")(self.list_lamps)
        if self.allow_write:
            self.mcp.tool(name="drop_lamp", description="Drops one")(self.drop)

    async def list_lamps(self, room: str) -> str:
        """Lists lamps."""
        return room

    async def drop(self, lamp: str) -> str:
        """Not shown."""
        return lamp
