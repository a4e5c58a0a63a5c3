def register(mcp):
    @mcp.tool(name="paint")
    def paint_wall(wall: str, colour: str = "white"):
        """Paints."""
