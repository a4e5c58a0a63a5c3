from setuptools import setup
setup(name="old", entry_points={"console_scripts": ["old = old.cli:run"]})
