"""A function that is one module: what its configuration leaves open, or all of it, is read off the module's file."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from prelabel.functions.config import plain_name

_HANDLER = "handler"


def with_handler(raw: Mapping[str, Any], folder: Path) -> Mapping[str, Any]:
    """The configuration with `<file>:handler` where it names no handler and the one module is not main.py."""
    spec = raw.get("spec") or {}
    module = _lone_module(folder)
    if module is None or not isinstance(spec, Mapping) or spec.get("handler"):
        return raw
    return {**raw, "spec": {**spec, "handler": f"{module.stem}:{_HANDLER}"}}


def lone_config(folder: Path, name: str) -> str:
    """A function.yaml for the one module, if it has a handler, called `name` or as its file; "" otherwise."""
    module = _lone_module(folder)
    if module is None or not _has_handler(module):
        return ""
    name = name or plain_name(module.stem, "function")
    return f'metadata:\n  name: "{name}"\nspec:\n  handler: {module.stem}:{_HANDLER}\n  runtime: python\n'


def _lone_module(folder: Path) -> Path | None:
    modules = list(folder.glob("*.py"))
    return modules[0] if len(modules) == 1 and modules[0].stem.isidentifier() else None


def _has_handler(module: Path) -> bool:
    try:
        body = ast.parse(module.read_bytes()).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return any(isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef) and each.name == _HANDLER for each in body)
