from fastmcp import FastMCP
from jobs import jobs
main_server = FastMCP("main")
plain = FastMCP("plain")

@plain.tool
def here():
    """Here."""

@main_server.tool
def top():
    """Top."""

main_server.mount(jobs, prefix="jobs")
main_server.mount(plain)

if __name__ == "__main__":
    main_server.run()
