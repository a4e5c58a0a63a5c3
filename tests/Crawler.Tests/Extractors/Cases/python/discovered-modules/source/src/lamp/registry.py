FOUND = []

def offered(fn=None, **options):
    def keep(inner):
        FOUND.append((inner, options))
        return inner
    return keep(fn) if fn else keep
