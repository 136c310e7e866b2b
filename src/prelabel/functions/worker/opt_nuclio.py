"""`/opt/nuclio` and volumes without a container: their paths are mapped to folders inside this process only.

Text constants that begin with the path are rewritten when the function's own modules are compiled, so that C code
gets a true path too; for paths put together at run time the usual ways to open a file are wrapped as well.
"""

import ast
import builtins
import importlib.machinery
import io
import os
import sys
from typing import Any, Callable, Dict

_WRAPPED = (
    *("open", "stat", "lstat", "access", "listdir", "scandir", "chdir"),
    *("mkdir", "makedirs", "rmdir", "remove", "unlink", "rename", "replace"),
)


class Mapping:
    """Maps each path in `places` and what is below it to its folder; everything else stays as it is."""

    def __init__(self, places: Dict[str, str]) -> None:
        self._places = sorted(places.items(), reverse=True)  # what lies in another one before that

    def text(self, path: str) -> str:
        for place, folder in self._places:
            if path == place:
                return folder
            if path.startswith(place + "/"):
                return folder + os.sep + path[len(place) + 1 :].replace("/", os.sep)
        return path

    def path(self, path: Any) -> Any:
        if isinstance(path, os.PathLike):
            inner = os.fspath(path)
            mapped = self.path(inner)
            return path if mapped == inner else mapped
        if isinstance(path, str):
            if os.sep != "/" and path.startswith(os.sep):
                path = path.replace(os.sep, "/")
            return self.text(path)
        if isinstance(path, bytes):
            return os.fsencode(self.text(os.fsdecode(path)))
        return path


class Rewriter(ast.NodeTransformer):
    """Replaces constants, also the fixed parts of f-strings; line numbers stay."""

    def __init__(self, mapping: Mapping) -> None:
        self._mapping = mapping

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if isinstance(node.value, (str, bytes)):
            mapped = self._mapping.path(node.value)
            if mapped != node.value:
                return ast.copy_location(ast.Constant(mapped), node)
        return node


def install(folder: str, places: Dict[str, str]) -> None:
    """Map the paths from now on, for modules below `folder` and for computed paths."""
    mapping = Mapping(places)
    sys.path_hooks.insert(0, _path_hook(mapping, folder))
    sys.path_importer_cache.clear()
    builtins.open = io.open = _wrapped(io.open, mapping)
    for name in _WRAPPED:
        setattr(os, name, _wrapped(getattr(os, name), mapping))


def _path_hook(mapping: Mapping, folder: str) -> Callable[[str], Any]:
    class Loader(importlib.machinery.SourceFileLoader):
        def get_code(self, fullname: str) -> Any:
            """Compile afresh: byte code in a cache may hold paths of another folder."""
            path = self.get_filename(fullname)
            return self.source_to_code(self.get_data(path), path)

        def source_to_code(  # type: ignore[override]
            self,
            data: Any,
            path: Any = "<string>",
            **options: Any,  # noqa: ARG002
        ) -> Any:
            tree = Rewriter(mapping).visit(ast.parse(data, path))
            return compile(tree, path, "exec", dont_inherit=True)

    machinery = importlib.machinery
    loaders = (
        (machinery.ExtensionFileLoader, machinery.EXTENSION_SUFFIXES),
        (Loader, machinery.SOURCE_SUFFIXES),
        (machinery.SourcelessFileLoader, machinery.BYTECODE_SUFFIXES),
    )
    below = os.path.join(os.path.realpath(folder), "")

    def hook(path: str) -> Any:
        if not os.path.join(os.path.realpath(path or os.getcwd()), "").startswith(below):
            raise ImportError("not the function's folder")
        return machinery.FileFinder(path, *loaders)

    return hook


def _wrapped(call: Callable[..., Any], mapping: Mapping) -> Callable[..., Any]:
    def wrapper(*args: Any, **options: Any) -> Any:
        mapped = {name: mapping.path(value) for name, value in options.items()}
        return call(*(mapping.path(argument) for argument in args), **mapped)

    wrapper.__name__ = call.__name__
    wrapper.__doc__ = call.__doc__
    return wrapper
