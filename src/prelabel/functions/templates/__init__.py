"""Functions to begin with, each a folder beside this file that can be deployed as it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prelabel.functions.config import load_yaml

FOLDER = Path(__file__).parent
_ORDER = ("detector", "interactor", "tracker", "filter", "hello")  # what most people want comes first


@dataclass(frozen=True)
class Template:
    """`config` is the text of a function.yaml, `code` that of its handler, `requirements` lines as in pip's files."""

    name: str
    config: str
    code: str
    requirements: str

    @property
    def raw(self) -> dict[str, Any]:
        found: dict[str, Any] = load_yaml(self.config)
        return found


def templates() -> list[Template]:
    return [_template(FOLDER / name) for name in _ORDER]


def _template(folder: Path) -> Template:
    requirements = folder / "requirements.txt"
    return Template(
        folder.name,
        (folder / "function.yaml").read_text(encoding="utf-8"),
        (folder / "main.py").read_text(encoding="utf-8"),
        requirements.read_text(encoding="utf-8") if requirements.is_file() else "",
    )
