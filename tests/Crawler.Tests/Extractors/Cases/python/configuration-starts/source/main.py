from fastmcp import FastMCP

app = FastMCP("unused")


@app.tool
def unused() -> str:
    """Not started by the configuration."""
