from fastmcp import FastMCP
jobs = FastMCP("jobs")

@jobs.tool
def start(name: str):
    """Starts."""
