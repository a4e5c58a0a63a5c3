import typer
from mcp.server.fastmcp import FastMCP

app = typer.Typer()

@app.command()
def serve(write: bool = typer.Option(False, help="May write")):
    server = FastMCP("lamp")

    @server.tool()
    def look():
        '''Looks.'''

    if write:
        @server.tool()
        def change(what: str):
            '''Changes.'''

    server.run()
