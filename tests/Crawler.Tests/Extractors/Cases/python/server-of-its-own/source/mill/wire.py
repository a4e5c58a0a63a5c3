class Registry:
    def __init__(self):
        self.methods = {}

    def method(self, func):
        self.methods[func.__name__] = func
        return func


class Server:
    def __init__(self, name):
        self.name = name
        self.tools = Registry()
        self.registry = Registry()
        self.registry.methods["tools/list"] = self.list_all

    def tool(self, func):
        return self.tools.method(func)

    def list_all(self):
        return {"tools": [describe(f) for f in self.tools.methods.values()]}

    def serve(self):
        pass


def describe(func):
    import inspect

    return {"name": func.__name__, "inputSchema": dict(inspect.signature(func).parameters)}
