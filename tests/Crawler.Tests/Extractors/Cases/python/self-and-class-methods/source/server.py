from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")

class Shelf:
    prefix = "shelf"

    def __init__(self, count=2):
        self.count = count

    @property
    def words(self):
        return f"{self.prefix} of {self.count}"

    @classmethod
    def named(cls, name):
        return f"{cls.prefix}_{name}"

    @staticmethod
    def tidy(box: str):
        """Tidies."""

    def put(self, book: str):
        """Puts."""

shelf = Shelf(count=3)
mcp.tool(name=Shelf.named("put"), description=shelf.words)(shelf.put)
mcp.tool()(Shelf.tidy)
