"""The command line: one file per noun, each command imported when it is called."""

from prelabel.cli.main import main

__all__ = ["main"]
