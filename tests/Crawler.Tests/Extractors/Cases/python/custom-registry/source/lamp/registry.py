TOOLS = []

def offered(name, **extra):
    def decorate(fn):
        TOOLS.append({"fn": fn, "name": name, "extra": extra})
        return fn
    return decorate
