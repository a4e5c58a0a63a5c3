import time
from elsewhere import status
from mcp.server.fastmcp import FastMCP
mcp = FastMCP("lamp")

def wait(depth=0):
    while True:
        if status():
            break
        for i in range(900):
            while True:
                x = [j for j in range(900)]
                if status(x):
                    return x
        time.sleep(1)

wait()
wait()

@mcp.tool()
def here():
    '''Here.'''
