"""Lists in parts: which part is asked for, in which order, and under which filters."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy import (
    ColumnElement,
    Integer,
    SQLColumnExpression,
    String,
    UnaryExpression,
    cast,
    literal,
    null,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from prelabel.errors import InvalidInput
from prelabel.services import filtering
from prelabel.store.tables.users import User

T = TypeVar("T")
_WORDS = re.compile(r"[^\s,]+")
# What everything here is, and what nothing here has.
DIMENSION, MEDIA_TYPE = literal("2d"), literal("image")
NO_TEXT, NO_NUMBER = cast(null(), String), cast(null(), Integer)


@dataclass(frozen=True)
class Page(Generic[T]):
    """A part of a list and the length of the whole."""

    items: Sequence[T]
    count: int


@dataclass(frozen=True)
class Window:
    """Which part of a list is asked for: `sort` is a field, with `-` in front for falling order; `filter` is JSON
    Logic, `search` words that all have to be in one of the searched fields, `equal` values of fields."""

    offset: int = 0
    limit: int | None = None
    sort: str = "-id"
    search: str = ""
    filter: str = ""
    equal: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_unfiltered(self) -> bool:
        return not (self.search or self.filter or self.equal)

    def cut(self, items: Sequence[T]) -> Page[T]:
        """This part of a list that is all there."""
        end = None if self.limit is None else self.offset + self.limit
        return Page(items[self.offset : end], len(items))


@dataclass(frozen=True)
class Named:
    """A column with ids of rows of another table, which are told by a name of theirs."""

    column: SQLColumnExpression[Any]
    id: InstrumentedAttribute[int]
    name: InstrumentedAttribute[str]

    def where(self, condition: Callable[[InstrumentedAttribute[str]], ColumnElement[bool]]) -> ColumnElement[bool]:
        """Whether the name of the row meets a condition; looks at the names first, of which there are few."""
        return self.column.in_(select(self.id).where(condition(self.name)))

    def text(self) -> ColumnElement[str]:
        """The name itself; of an alias, since the list may be joined with the other table."""
        other = aliased(self.id.class_)
        named: InstrumentedAttribute[str] = getattr(other, self.name.key)
        return select(named).where(getattr(other, self.id.key) == self.column).scalar_subquery()


def person(column: SQLColumnExpression[Any]) -> Named:
    """A column with ids of users, who are told by their user names."""
    return Named(column, User.id, User.username)


class Fields:
    """By what a list is filtered, sorted and searched; `searched` are names of fields that are texts."""

    def __init__(self, columns: Mapping[str, SQLColumnExpression[Any] | Named], searched: Sequence[str] = ()) -> None:
        self._named = {name: column for name, column in columns.items() if isinstance(column, Named)}
        self._columns = {
            name: column.text() if isinstance(column, Named) else column for name, column in columns.items()
        }
        self._searched = searched

    def conditions(self, window: Window) -> list[ColumnElement[bool]]:
        """What a window says of the columns."""
        found = [self._is(name, value) for name, value in window.equal.items()]
        found += [or_(*(self._has(name, word) for name in self._searched)) for word in _WORDS.findall(window.search)]
        return [*found, *([filtering.condition(window.filter, self._columns)] if window.filter else [])]

    def order(self, window: Window) -> UnaryExpression[Any]:
        """The order by a field's column (`InvalidInput` lists the fields)."""
        name = window.sort.removeprefix("-")
        if name not in self._columns:
            known = ", ".join(sorted(self._columns))
            raise InvalidInput(f"Cannot sort by “{name}”; use one of {known}.", field="sort")
        column = self._columns[name]
        ordered: UnaryExpression[Any] = column.desc() if window.sort.startswith("-") else column.asc()
        return ordered

    def _is(self, name: str, value: Any) -> ColumnElement[bool]:
        if name in self._named:
            return self._named[name].where(lambda text: text == value)
        equal: ColumnElement[bool] = self._columns[name] == value
        return equal

    def _has(self, name: str, word: str) -> ColumnElement[bool]:
        if name in self._named:
            return self._named[name].where(lambda text: text.icontains(word, autoescape=True))
        return self._columns[name].icontains(word, autoescape=True)
