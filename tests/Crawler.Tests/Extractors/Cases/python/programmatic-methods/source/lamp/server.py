import argparse
from mcp.server.fastmcp import FastMCP
from lamp.handler import Handler

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--allow-write", action="store_true", default=False)
    args = parser.parse_args()
    server = FastMCP("lamp")
    Handler(server, args.allow_write)
    server.run()
