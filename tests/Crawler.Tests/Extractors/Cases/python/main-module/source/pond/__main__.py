from .app import start
start()
