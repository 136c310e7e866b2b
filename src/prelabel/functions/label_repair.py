"""Makes `annotations.spec` strict JSON where a person can see what was meant; labels are never invented."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

from prelabel.functions.model_card import read_labels

_QUOTED = r'"(?:\\.|[^"\\])*"|' + r"'(?:''|[^'])*'"
_PLACEHOLDER = re.compile(rf"({_QUOTED})|,?\s*(?:\{{\s*(?:\.{{2,}}|…)\s*\}}|\.{{2,}}|…)")
_BARE_COMMA = re.compile(rf"({_QUOTED})|,(?=\s*(?:,|[\]}}]|$))")
_FIRST_COMMA = re.compile(r"^\s*\[\s*,")


def repair_labels(text: str) -> tuple[str, tuple[str, ...]]:
    """The text as strict JSON with a label a line, and what was done; ("", ()) when there is nothing to do.

    Raises `InvalidInput` when no labels can be read from it.
    """
    if not text.strip() or _is_json(text):
        return "", ()
    whole, remarks = _PLACEHOLDER.sub(lambda match: match[1] or ",", text), []
    if whole != text:
        remarks.append(
            "annotations.spec has dots in place of labels; they were left out. Add the labels that they stand for."
        )
    bare = _FIRST_COMMA.sub("[", _BARE_COMMA.sub(lambda match: match[1] or "", whole))
    if bare != whole and not remarks:
        remarks.append("annotations.spec has a comma with nothing after it, which is not JSON; it was removed.")
    read_labels(bare)
    rows: list[Any] = yaml.safe_load(bare.replace("\t", " "))
    if not _is_json(bare):
        remarks.append("annotations.spec was not JSON (quotes); it was written anew as JSON, as CVAT reads it.")
    lines = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in rows)
    return f"[\n{lines}\n]" if rows else "[]", tuple(remarks)


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), list)
    except ValueError:
        return False
