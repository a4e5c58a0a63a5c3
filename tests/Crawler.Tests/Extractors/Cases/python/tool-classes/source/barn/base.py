def below(cls):
    for child in cls.__subclasses__():
        yield child
        yield from below(child)


class Base:
    def __init__(self, agent):
        self.agent = agent


class Tool(Base):
    @classmethod
    def name_of(cls) -> str:
        name = cls.__name__
        if name.endswith("Tool"):
            name = name[:-4]
        return "".join(["_" + c.lower() if c.isupper() else c for c in name]).lstrip("_")

    def get_name(self) -> str:
        return self.name_of()


class Registry:
    def tools(self):
        return [cls(None) for cls in below(Tool) if "apply" in cls.__dict__]
