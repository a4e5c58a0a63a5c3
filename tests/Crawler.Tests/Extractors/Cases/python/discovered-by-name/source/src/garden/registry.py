from dataclasses import dataclass
from typing import Any, Callable


@dataclass(frozen=True)
class Entry:
    name: str
    fn: Callable[..., Any]
    model: type
    words: str
    changes: bool = False


class Registry:
    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}

    def add(self, entry: Entry) -> None:
        if entry.name in self._entries:
            raise ValueError(entry.name)
        self._entries[entry.name] = entry

    def select(self, changes: bool = False):
        chosen = []
        for entry in self._entries.values():
            if entry.changes and not changes:
                continue
            chosen.append(entry)
        return chosen


REGISTRY = Registry()


def task(*, model, changes: bool = False, name: str | None = None):
    def keep(fn):
        REGISTRY.add(Entry(name=name or fn.__name__, fn=fn, model=model, words=(fn.__doc__ or "").strip(), changes=changes))
        return fn

    return keep
