from fastmcp import FastMCP

class Lamps(FastMCP):
    def __init__(self, name):
        super().__init__(name)
        self._setup()

    def _setup(self):
        @self.tool()
        def shine(watts: int):
            """Shines."""

if __name__ == "__main__":
    Lamps("l").run()
