def register(mcp):
    @mcp.tool()
    def open_door(door: str):
        """Opens."""
