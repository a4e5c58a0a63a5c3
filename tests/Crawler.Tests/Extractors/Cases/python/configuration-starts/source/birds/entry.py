from fastmcp import FastMCP

app = FastMCP("birds")


@app.tool
def sing(bird: str) -> str:
    """Lets a bird sing."""
