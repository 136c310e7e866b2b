"""Lists in parts: which part is asked for, in which order, and under which simple filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, UnaryExpression, select
from sqlalchemy.orm import aliased

from prelabel.errors import InvalidInput
from prelabel.services import filtering
from prelabel.services.filtering import Columns
from prelabel.store.tables.users import User

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """A part of a list and the length of the whole."""

    items: Sequence[T]
    count: int


@dataclass(frozen=True)
class Window:
    """Which part of a list is asked for: `sort` is a field, with `-` in front for falling order; `filter` is JSON
    Logic."""

    offset: int = 0
    limit: int | None = None
    sort: str = "-id"
    search: str = ""
    filter: str = ""

    def conditions(self, columns: Columns) -> list[ColumnElement[bool]]:
        """What the filter says of these columns, as a condition or none."""
        return [filtering.condition(self.filter, columns)] if self.filter else []

    def cut(self, items: Sequence[T]) -> Page[T]:
        """This part of a list that is all there, and cannot be filtered."""
        self.conditions({})
        end = None if self.limit is None else self.offset + self.limit
        return Page(items[self.offset : end], len(items))


def equal(table: Any, fields: dict[str, Any]) -> list[ColumnElement[bool]]:
    """One condition for each field that has a value."""
    return [getattr(table, name) == value for name, value in fields.items() if value is not None]


def username(user_id: Any) -> ColumnElement[str]:
    """The name of the user whose id a column holds; an alias, since the list may be joined with users itself."""
    named = aliased(User)
    return select(named.username).where(named.id == user_id).scalar_subquery()


def order(sort: str, sortable: dict[str, Any]) -> UnaryExpression[Any]:
    """The order by a field's column (`InvalidInput` lists the fields)."""
    name = sort.removeprefix("-")
    if name not in sortable:
        raise InvalidInput(f"Cannot sort by “{name}”; use one of {', '.join(sorted(sortable))}.", field="sort")
    column = sortable[name]
    ordered: UnaryExpression[Any] = column.desc() if sort.startswith("-") else column.asc()
    return ordered
