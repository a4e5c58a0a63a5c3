import importlib
import inspect
import os
import pkgutil

from mcp.server.fastmcp import FastMCP
from mcp.server.fastmcp.tools import Tool

from garden.registry import REGISTRY


def discover(package_name: str = "garden.tasks"):
    package = importlib.import_module(package_name)
    for found in pkgutil.walk_packages(package.__path__, prefix=f"{package_name}."):
        importlib.import_module(found.name)


def bridge(entry):
    parameters = []
    for field_name, field in entry.model.model_fields.items():
        if field.is_required():
            parameters.append(inspect.Parameter(field_name, inspect.Parameter.KEYWORD_ONLY, annotation=field.annotation))
        else:
            parameters.append(inspect.Parameter(field_name, inspect.Parameter.KEYWORD_ONLY, annotation=field.annotation, default=field.default))

    def run(**given):
        return entry.fn(entry.model(**given))

    run.__name__ = entry.name
    run.__doc__ = entry.words
    run.__signature__ = inspect.Signature(parameters)
    return Tool.from_function(run, name=entry.name, description=entry.words)


def main():
    discover()
    chosen = REGISTRY.select(changes=os.environ.get("GARDEN_CHANGES", "") == "1")
    FastMCP("garden", tools=[bridge(entry) for entry in chosen]).run()
