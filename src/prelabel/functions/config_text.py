"""Changes single values in the text of a function.yaml; all else in it, remarks too, stays as its author wrote it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import yaml


def with_value(text: str, path: Sequence[str], value: str) -> str:
    """The text with `value` at `path`, whose first key must be there and hold a mapping."""
    node: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    for depth, name in enumerate(path):
        found = next((inner for key, inner in node.value if key.value == name), None)
        if found is None:
            return _with_entry(text, node, name, _written(path[depth + 1 :], value))
        if not isinstance(found, yaml.MappingNode):
            start, end = found.start_mark.index, found.end_mark.index
            blank = "" if text[start - 1 : start].isspace() else " "
            return text[:start] + blank + _written(path[depth + 1 :], value) + text[end:]
        node = found
    return text


def _with_entry(text: str, parent: yaml.MappingNode, name: str, written: str) -> str:
    """The entry comes first in the mapping."""
    first = parent.value[0][0].start_mark if parent.value else None
    if first is None:
        return f"{text[: parent.start_mark.index]}{{{_written((), name)}: {written}}}{text[parent.end_mark.index :]}"
    after = ", " if parent.flow_style else "\n" + " " * first.column
    return f"{text[: first.index]}{_written((), name)}: {written}{after}{text[first.index :]}"


def _written(path: Sequence[str], value: str) -> str:
    """A value on one line, in as many mappings as the path has names; quoted only where it must be."""
    if path:
        return f"{{{_written((), path[0])}: {_written(path[1:], value)}}}"
    plain = value.replace("/", "").replace("-", "").replace(".", "").replace("_", "").isalnum()
    return value if plain and yaml.safe_load(value) == value else json.dumps(value, ensure_ascii=False)
