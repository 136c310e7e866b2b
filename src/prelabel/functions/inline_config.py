"""The configuration that a source file can carry in a comment, as Nuclio reads it: `# @nuclio.configure`."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

_MARK = "@nuclio.configure"
_NAME = "function.yaml:"
LARGEST_SOURCE_BYTES = 2**20


def inline_config(folder: Path) -> str:
    """The text of the one function.yaml in comments of the folder's own modules, "" when there is none."""
    found = [text for file in sorted(folder.glob("*.py")) if (text := _in_source(file))]
    return found[0] if len(found) == 1 else ""


def _in_source(file: Path) -> str:
    if file.stat().st_size > LARGEST_SOURCE_BYTES:
        return ""
    lines = iter(file.read_text(encoding="utf-8-sig", errors="replace").splitlines())
    if not any(line.startswith("#") and _MARK in line for line in lines):
        return ""
    block = []
    for line in lines:
        if not line.startswith("#"):
            break
        block.append(line[1:])
    head, mark, body = dedent("\n".join(block)).partition(_NAME)
    return dedent(body).strip("\n") + "\n" if mark and not head.strip() else ""
