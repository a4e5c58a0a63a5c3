from mcp.server.fastmcp import FastMCP
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Words(BaseSettings):
    keep: str = Field(default="Keeps a note.", validation_alias="KEEP_WORDS")


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="NOTES_")
    read_only: bool = Field(default=False)
    with_export: bool = False


class NoteServer(FastMCP):
    def __init__(self, words: Words, settings: Settings, name: str = "notes"):
        self.words = words
        self.settings = settings
        super().__init__(name=name)
        self.register()

    def register(self):
        async def keep(text: str) -> str:
            return text

        async def export(folder: str) -> str:
            """Exports all notes."""

        async def find(query: str) -> str:
            """Finds notes."""

        self.tool(find, name="note-find")
        if not self.settings.read_only:
            self.tool(keep, name="note-keep", description=self.words.keep)
        if self.settings.with_export:
            self.tool(export, name="note-export")


NoteServer(Words(), Settings()).run()
