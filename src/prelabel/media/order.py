"""Puts uploaded files in the order that a task's `sorting_method` asks for (CVAT's four)."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from prelabel.errors import InvalidInput

T = TypeVar("T")
SORTING_METHODS = ("lexicographical", "natural", "predefined", "random")
_DIGITS = re.compile(r"(\d+)")


def ordered(
    items: Iterable[T],
    method: str,
    name: Callable[[T], str],
    predefined: Sequence[str] = (),
    seed: int = 0,
) -> list[T]:
    """The items sorted by their names.

    `predefined` lists all names in the wanted order; without it that method keeps the order of the items. `seed`
    makes the random order the same every time. `InvalidInput` names what does not fit.
    """
    items = list(items)
    if method == "lexicographical":
        return sorted(items, key=name)
    if method == "natural":
        return sorted(items, key=lambda item: natural_key(name(item)))
    if method == "random":
        return random.Random(seed).sample(items, len(items))
    if method == "predefined":
        return _as_listed(items, name, predefined) if predefined else items
    raise InvalidInput(
        f"“{method}” is not a sorting method; use one of {', '.join(SORTING_METHODS)}.", field="sorting_method"
    )


def natural_key(name: str) -> tuple[list[str | int], str]:
    """Sorts `a2` before `a10`: runs of digits count as numbers. Text and numbers alternate, so they never meet."""
    return [int(part) if part.isdecimal() else part for part in _DIGITS.split(name)], name


def _as_listed(items: list[T], name: Callable[[T], str], listed: Sequence[str]) -> list[T]:
    places = {listed_name: place for place, listed_name in enumerate(listed)}
    names = [name(item) for item in items]
    unlisted = next((one for one in names if one not in places), None)
    if unlisted is not None:
        raise InvalidInput(f"“{unlisted}” is not in the given file order.", field="upload_file_order")
    missing = next((one for one in listed if one not in set(names)), None) if len(places) != len(set(names)) else None
    if missing is not None:
        raise InvalidInput(f"“{missing}” is in the given file order but was not uploaded.", field="upload_file_order")
    return sorted(items, key=lambda item: places[name(item)])
