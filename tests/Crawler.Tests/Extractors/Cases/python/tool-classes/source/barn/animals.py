from .base import Tool


class FeedCowTool(Tool):
    """Not this text."""

    def apply(self, hay: int, salt: bool = False) -> str:
        """Feeds a cow"""
        return "done"


class CountEggsTool(Tool):
    """Counts eggs"""

    def apply(self, nest: str) -> int:
        return 1


class MilkTool(FeedCowTool):
    description = "Milks"

    def apply(self) -> str:
        """Not this either."""
        return ""


class Namer:
    def apply(self):
        """No tool"""
