def marked(changes: bool):
    def decorate(function):
        function._changes = changes
        return function

    return decorate


def is_harmless(function) -> bool:
    return not getattr(function, "_changes", False)
