"""What we write of a shape among its attributes, where a format has no place of its own for it, and read back."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any, get_args

from msgspec import UNSET

from prelabel.domain.labels import Label
from prelabel.domain.shapes import Shape, Source
from prelabel.errors import InvalidInput

NAMES = ("rotation", "z_order", "group", "source", "score")
SOURCES = frozenset(get_args(Source))
LARGEST = 2**31 - 1


def written(shape: Shape) -> Iterator[tuple[str, str]]:
    """Names and values of what is not as usual."""
    if shape.rotation:
        yield "rotation", f"{shape.rotation:.2f}"
    if shape.z_order:
        yield "z_order", str(shape.z_order)
    if shape.group:
        yield "group", str(shape.group)
    if shape.source != "manual":
        yield "source", shape.source
    if shape.score is not UNSET:
        yield "score", f"{shape.score:.6g}"


def read(given: Iterable[tuple[str, str]], label: Label) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """A shape's fields among attributes, and the other attributes; a label's own attribute of that name comes first."""
    own = {attribute.name for attribute in label.attributes}
    fields: dict[str, Any] = {}
    others: list[tuple[str, str]] = []
    for name, value in given:
        if name in NAMES and name not in own:
            fields[name] = _value(name, value)
        else:
            others.append((name, value))
    return fields, others


def _value(name: str, text: str) -> object:
    if name == "source":
        return text if text in SOURCES else "manual"
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or abs(number) > LARGEST:
        raise InvalidInput(f"its {name} is “{text[:60]}”, not a number.")
    return number % 360 if name == "rotation" else number if name == "score" else int(number)
