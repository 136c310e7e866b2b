"""Filters of lists in JSON Logic, as CVAT's clients and pages write them, turned into conditions on columns."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, not_, or_

from prelabel.errors import InvalidInput
from prelabel.store.tables.base import UtcTime

Columns = Mapping[str, SQLColumnExpression[Any]]
DEPTH = 20
LARGEST = 2**31 - 1
COMPARISONS: dict[str, Callable[[ColumnElement[Any], Any], ColumnElement[bool]]] = {
    "<": lambda column, value: column < value,
    "<=": lambda column, value: column <= value,
    ">": lambda column, value: column > value,
    ">=": lambda column, value: column >= value,
    "==": lambda column, value: column.is_(None) if value is None else column == value,
    "!=": lambda column, value: column.is_not(None) if value is None else column != value,
}
TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


def condition(text: str, columns: Columns) -> ColumnElement[bool]:
    """What a filter such as `{"and": [{"==": [{"var": "id"}, 3]}]}` says (`InvalidInput` names what is wrong)."""
    try:
        expression = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _invalid("It is not JSON.") from error
    return _Reader(columns).read(expression)


class _Reader:
    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    def read(self, expression: Any, depth: int = 0) -> ColumnElement[bool]:
        if not isinstance(expression, dict) or len(expression) != 1 or depth > DEPTH:
            raise _invalid('Each part of it must be an object with one operator, as in {"==": [{"var": "id"}, 3]}.')
        ((operator, given),) = expression.items()
        if operator == "var":
            return self._column(expression).is_not(None)
        arguments = given if isinstance(given, list) else [given]
        if operator in ("and", "or") and arguments:
            parts = [self.read(argument, depth + 1) for argument in arguments]
            return and_(*parts) if operator == "and" else or_(*parts)
        if operator in ("!", "!!") and len(arguments) == 1:
            inner = self.read(arguments[0], depth + 1)
            return not_(inner) if operator == "!" else inner
        if operator == "in" and len(arguments) == 2:
            return self._in(*arguments)
        if operator in COMPARISONS:
            return self._compared(operator, arguments)
        raise _invalid(f"“{operator}” is not one of its operators, or has a wrong number of arguments.")

    def _in(self, left: Any, right: Any) -> ColumnElement[bool]:
        """A field among values, or a text within a field."""
        if isinstance(right, list):
            column = self._column(left)
            return column.in_([_value(column, value) for value in right])
        if not isinstance(left, str):
            raise _invalid("What is to be found in a field must be a text.")
        return self._column(right).icontains(left, autoescape=True)

    def _compared(self, operator: str, arguments: Sequence[Any]) -> ColumnElement[bool]:
        """A field and a value, either way round, or a field between two values."""
        if len(arguments) == 3 and operator in ("<", "<="):
            low, field, high = arguments
            return and_(self._compared(operator, [low, field]), self._compared(operator, [field, high]))
        if len(arguments) != 2:
            raise _invalid(f"“{operator}” compares two things.")
        left, right = arguments
        if not _is_field(left):
            left, right, operator = right, left, TURNED[operator]
        column = self._column(left)
        return COMPARISONS[operator](column, _value(column, right))

    def _column(self, field: Any) -> ColumnElement[Any]:
        name = field.get("var") if _is_field(field) else None
        if not isinstance(name, str) or name not in self._columns:
            known = ", ".join(sorted(self._columns)) or "nothing"
            raise _invalid(f"“{name}” is not a field; this list can be filtered by {known}.")
        return cast(ColumnElement[Any], self._columns[name])  # a mapped attribute does what its column does


def _is_field(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {"var"}


def _value(column: ColumnElement[Any], value: Any) -> Any:
    """A value of the column's type."""
    kind = datetime if isinstance(column.type, UtcTime) else column.type.python_type
    if isinstance(value, str) and "\0" in value:
        raise _invalid("A text cannot hold a zero byte.")
    if isinstance(value, int) and abs(value) > LARGEST:
        raise _invalid(f"{value} is beyond {LARGEST}.")
    if value is None or (isinstance(value, kind) and not (isinstance(value, bool) and kind is not bool)):
        return value
    if kind is datetime and isinstance(value, str):
        try:
            moment = datetime.fromisoformat(value)
        except ValueError as error:
            raise _invalid(f"“{value}” is not a date.") from error
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if kind is int and isinstance(value, str) and value.isdecimal() and len(value) < 10:
        return int(value)
    raise _invalid(f"{json.dumps(value)} cannot be compared with a field that is a {kind.__name__}.")


def _invalid(message: str) -> InvalidInput:
    return InvalidInput(message, field="filter")
