import importlib
import pkgutil

def discover(folder, package):
    for info in pkgutil.iter_modules([str(folder)]):
        importlib.import_module(f".{info.name}", package)
