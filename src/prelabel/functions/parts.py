"""What of a bundle without a configuration a function can be made of; nothing of it is run or loaded here."""

from __future__ import annotations

import ast
import enum
from dataclasses import dataclass
from pathlib import Path

LARGEST_MODULE_BYTES = 2**20


class PartKind(enum.Enum):
    ONNX = "weights in ONNX"
    CHECKPOINT = "an Ultralytics checkpoint"
    SDK_MODULE = "an auto-annotation function of the CVAT SDK"


@dataclass(frozen=True)
class Part:
    kind: PartKind
    file: Path


_WEIGHTS = {".onnx": PartKind.ONNX, ".pt": PartKind.CHECKPOINT}


def main_part(folder: Path) -> Part | None:
    """Weights that are alone, or the one module with `spec` and `detect`."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    if len(files) == 1 and (kind := _WEIGHTS.get(files[0].suffix.lower())) is not None:
        return Part(kind, files[0])
    modules = [path for path in files if path.parent == folder and path.suffix == ".py" and _is_sdk_module(path)]
    return Part(PartKind.SDK_MODULE, modules[0]) if len(modules) == 1 else None


def _is_sdk_module(file: Path) -> bool:
    """It imports cvat_sdk and has `spec` and `detect`, or `create`, as `cvat-cli task auto-annotate` wants it."""
    if file.stat().st_size > LARGEST_MODULE_BYTES:
        return False
    try:
        tree = ast.parse(file.read_bytes())
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    names = {name for statement in tree.body for name in _names(statement)}
    return "cvat_sdk" in names and ({"spec", "detect"} <= names or "create" in names)


def _names(statement: ast.stmt) -> list[str]:
    """What a statement of a module defines; of imports, the packages."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return [statement.name]
    if isinstance(statement, ast.Assign):
        return [target.id for target in statement.targets if isinstance(target, ast.Name)]
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return [statement.target.id]
    if isinstance(statement, ast.Import):
        return [alias.name.partition(".")[0] for alias in statement.names]
    if isinstance(statement, ast.ImportFrom):
        return [(statement.module or "").partition(".")[0]]
    return []
