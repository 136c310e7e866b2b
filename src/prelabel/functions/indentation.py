"""Gives a function.yaml the indentation it has lost, where the schema leaves one way only; it reads no values.

Blanks that were cut from the left keep the order of the indents: what stood further right still does, or stands level.
So the keys of one mapping are level with each other, none is left of its parent, and the schema says which key belongs
where. All readings that obey this are followed line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from prelabel.functions.schema import ANY, FUNCTION, Kind, Shape

MOST_READINGS = 200
STEP = 2
_ENTRY = re.compile(r"""(?P<key>[A-Za-z_][\w.\-/]*|"[^"]*"|'[^']*')\s*:(?:\s+(?P<value>.*))?$""")
_ITEM = re.compile(r"-(?:\s+(?P<rest>.*))?$")
_BLOCK = re.compile(r"[|>][-+\d]*$")
_REMARK = re.compile(r"(?:^|\s)#.*$")
_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"|' + r"'[^']*'")


@dataclass(frozen=True)
class Line:
    """A line with something on it; `number` counts from 1, `indent` is what was printed."""

    number: int
    indent: int
    text: str

    @property
    def is_entry(self) -> bool:
        return bool(_ENTRY.match(self.text) or _ITEM.match(self.text))


@dataclass(frozen=True)
class Open:
    """A mapping or list that lines can still be added to; `inner` is the printed indent of what is in it."""

    shape: Shape
    indent: int
    column: int
    inner: int | None = None
    keys: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Text:
    """A value that goes on over lines: a block (`|`), whose lines may look like keys, or a plain or bracketed one.

    `first` is the printed indent of its first line; one that `counts` brackets ends when all are closed.
    """

    floor: int
    column: int
    block: bool = False
    first: int | None = None
    counts: bool = False
    brackets: int = 0

    def takes(self, line: Line) -> bool:
        if self.counts and self.first is not None and self.brackets <= 0:
            return False
        return line.indent >= self.floor and (self.block or self.is_inside or not line.is_entry)

    @property
    def is_inside(self) -> bool:
        """Nothing but more of it can follow."""
        return self.counts and self.brackets > 0

    def column_of(self, line: Line) -> int:
        return self.column + max(0, line.indent - (line.indent if self.first is None else self.first))

    def after(self, line: Line) -> Text:
        brackets = self.brackets + _brackets(line.text)
        if self.first is not None:
            return replace(self, brackets=brackets)
        counts = line.text.startswith(("[", "{")) and (self.counts or not self.block)
        floor = self.floor if counts else line.indent
        return replace(self, floor=floor, first=line.indent, counts=counts, brackets=brackets)


@dataclass(frozen=True)
class Reading:
    """One way to understand the lines so far; `columns` are their new indents."""

    opened: tuple[Open, ...] = (Open(FUNCTION, -1, -STEP),)
    text: Text | None = None
    columns: tuple[int, ...] = ()


class Unreadable(Exception):
    """No reading, or more than one, is left at a line."""

    def __init__(self, line: Line, ambiguous: bool) -> None:
        super().__init__(line.number)
        self.line = line
        self.ambiguous = ambiguous


def readings(text: str, slack: int) -> list[str]:
    """The text with each indentation that it may have had; keys of a mapping may be `slack` columns out of line.

    Raises `Unreadable` where there is none, or where there are too many to follow.
    """
    lines = [
        Line(number, len(line) - len(line.lstrip(" ")), line.strip())
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()
    ]
    found = [Reading()]
    for line in lines:
        after = list(dict.fromkeys(step for reading in found for step in _steps(reading, line, slack)))
        if not after or len(after) > MOST_READINGS:
            raise Unreadable(line, ambiguous=bool(after))
        found = after
    return [_rendered(text, lines, reading.columns) for reading in found]


def _steps(reading: Reading, line: Line, slack: int) -> Iterator[Reading]:
    text, is_remark = reading.text, line.text.startswith("#")
    if text is not None and text.takes(line) and (text.block or not is_remark):
        yield replace(reading, text=text.after(line), columns=(*reading.columns, text.column_of(line)))
        if text.is_inside or not (line.is_entry or is_remark):
            return
    if is_remark:
        yield replace(reading, columns=(*reading.columns, -1))
    elif item := _ITEM.match(line.text):
        yield from _items(reading, line, item["rest"] or "", slack)
    elif entry := _ENTRY.match(line.text):
        yield from _keys(reading, line, entry, slack)


def _items(reading: Reading, line: Line, rest: str, slack: int) -> Iterator[Reading]:
    for depth, parent in _parents(reading, line, slack):
        if parent.shape.kind not in (Kind.LIST, Kind.ANY):
            continue
        column = parent.column + STEP
        columns = (*reading.columns, column)
        shape = parent.shape.item or ANY
        item = Open(shape, line.indent, column)
        opened = (*reading.opened[:depth], replace(parent, inner=line.indent), item)
        entry = _ENTRY.match(rest) if shape.kind is not Kind.SCALAR else None
        if entry is None and (shape.kind is not Kind.MAPPING or rest.startswith("{")):
            yield Reading(opened[:-1], _text_of(rest, line.indent, column, shape), columns)
        elif entry is not None:
            yield from _added(opened, line.indent, entry, columns, first=True)


def _keys(reading: Reading, line: Line, entry: re.Match[str], slack: int) -> Iterator[Reading]:
    for depth, parent in _parents(reading, line, slack):
        opened = (*reading.opened[:depth], parent)
        columns = (*reading.columns, parent.column + STEP)
        yield from _added(opened, line.indent, entry, columns)


def _parents(reading: Reading, line: Line, slack: int) -> Iterator[tuple[int, Open]]:
    for depth, parent in enumerate(reading.opened):
        level = parent.inner is None or abs(parent.inner - line.indent) <= slack
        if level and parent.indent <= line.indent + slack:
            yield depth, parent


def _added(
    opened: tuple[Open, ...], indent: int, entry: re.Match[str], columns: tuple[int, ...], first: bool = False
) -> Iterator[Reading]:
    """The reading in which the innermost mapping has the key, if it may; the `first` of an item has no level."""
    parent, key = opened[-1], entry["key"].strip("\"'")
    value = _REMARK.sub("", entry["value"] or "").strip()
    shape = parent.shape.child(key)
    if shape is None or key in parent.keys or not _suits(shape, value):
        return
    inner = parent.inner if first or parent.inner is not None else indent
    holder = replace(parent, inner=inner, keys=parent.keys | {key})
    column = parent.column + STEP
    empty = (Open(shape, indent, column),) if not value and shape.kind is not Kind.SCALAR else ()
    text = _text_of(value, indent, column, shape) if shape.kind is not Kind.MAPPING or value else None
    yield Reading((*opened[:-1], holder, *empty), text, columns)


def _suits(shape: Shape, value: str) -> bool:
    if shape.kind is Kind.MAPPING:
        return value in ("", "null", "~") or value.startswith("{")
    if shape.kind is Kind.LIST:
        return value in ("", "null", "~") or value.startswith("[")
    return True


def _text_of(value: str, indent: int, column: int, shape: Shape) -> Text:
    if _BLOCK.match(value):
        return Text(indent, column + STEP, block=True, counts=shape.labels)
    brackets = _brackets(value) if value.startswith(("[", "{")) else 0
    return Text(indent, column + STEP, first=indent if value else None, counts=brackets > 0, brackets=brackets)


def _brackets(text: str) -> int:
    bare = _QUOTED.sub("", text)
    return sum(bare.count(each) for each in "[{") - sum(bare.count(each) for each in "]}")


def _rendered(text: str, lines: list[Line], columns: tuple[int, ...]) -> str:
    """The lines at their columns; a remark stands where the line after it does."""
    result = text.split("\n")
    following = 0
    for line, column in zip(reversed(lines), reversed(columns), strict=True):
        following = column if column >= 0 else following
        result[line.number - 1] = " " * following + line.text
    return "\n".join(each if each.strip() else "" for each in result)
