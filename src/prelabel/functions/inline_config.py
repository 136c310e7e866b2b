"""The configuration that a source file can carry in a comment, as Nuclio reads it: `# @nuclio.configure`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

_MARK = "@nuclio.configure"
_NAME = "function.yaml:"
LARGEST_SOURCE_BYTES = 2**20


def inline_config(sources: Iterable[str]) -> str:
    """The text of the one function.yaml in comments of these sources, "" when there is none."""
    found = [text for source in sources if (text := _in_source(source))]
    return found[0] if len(found) == 1 else ""


def modules_of(folder: Path) -> Iterator[str]:
    """The sources of the folder's own modules."""
    for file in sorted(folder.glob("*.py")):
        if file.stat().st_size <= LARGEST_SOURCE_BYTES:
            yield file.read_text(encoding="utf-8-sig", errors="replace")


def merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """What the code says of itself under what the deployer says: what is empty there says nothing, `env` is by name."""
    both = dict(under)
    for key, value in over.items():
        known = both.get(key)
        if isinstance(known, Mapping) and isinstance(value, Mapping):
            both[key] = merged(known, value)
        elif key == "env" and isinstance(known, list) and isinstance(value, list):
            both[key] = _by_name(known, value)
        elif key not in both or value not in (None, "", [], {}):
            both[key] = value
    return both


def _by_name(under: list[Any], over: list[Any]) -> list[Any]:
    names = {entry.get("name") for entry in over if isinstance(entry, Mapping)}
    return [entry for entry in under if not (isinstance(entry, Mapping) and entry.get("name") in names)] + over


def _in_source(source: str) -> str:
    lines = iter(source.splitlines())
    if not any(line.startswith("#") and _MARK in line for line in lines):
        return ""
    block = []
    for line in lines:
        if not line.startswith("#"):
            break
        block.append(line[1:])
    head, mark, body = dedent("\n".join(block)).partition(_NAME)
    return dedent(body).strip("\n") + "\n" if mark and not head.strip() else ""
