"""Prelabel: annotate pictures with your own model."""

from importlib.metadata import version

__version__ = version("prelabel")
