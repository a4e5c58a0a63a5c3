from helpers import *
from helpers.words import TEXT

@app.tool(description=TEXT)
def say(word: Word):
    pass
