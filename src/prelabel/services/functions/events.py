"""Requests that were saved to try functions with, in Nuclio's words function events."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select

from prelabel.errors import InvalidInput, NotFound
from prelabel.store.session import Database
from prelabel.store.tables.functions import FunctionEventRow

LONGEST_NAME = 253


@dataclass(frozen=True)
class FunctionEvent:
    """`function` is the name of the function that it is for; `spec` is kept as it was given."""

    name: str
    function: str
    spec: dict[str, Any]


class FunctionEvents:
    """Keeps, lists and forgets events."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, function: str = "") -> list[FunctionEvent]:
        query = select(FunctionEventRow).order_by(FunctionEventRow.name)
        if function:
            query = query.where(FunctionEventRow.function == function)
        with self._database.read() as session:
            return [_event(row) for row in session.scalars(query)]

    def get(self, name: str) -> FunctionEvent:
        """Raises `NotFound`."""
        with self._database.read() as session:
            row = session.get(FunctionEventRow, name)
            if row is None:
                raise NotFound(f"There is no function event “{name}”.")
            return _event(row)

    def save(self, name: str, function: str, spec: dict[str, Any]) -> FunctionEvent:
        """Keep an event, in place of one of its name; without a name it gets one."""
        if not function:
            raise InvalidInput("The event names no function: metadata.labels lacks nuclio.io/function-name.")
        if len(name) > LONGEST_NAME or "\0" in name + function:
            raise InvalidInput(
                f"An event's name has at most {LONGEST_NAME} signs and no zero byte.", field="metadata.name"
            )
        event = FunctionEvent(name or str(uuid.uuid4()), function, spec)
        with self._database.write() as session:
            session.merge(FunctionEventRow(name=event.name, function=function, spec=spec))
        return event

    def delete(self, name: str) -> None:
        """Nothing happens when there is none of that name."""
        with self._database.write() as session:
            session.execute(delete(FunctionEventRow).where(FunctionEventRow.name == name))

    def delete_of(self, function: str) -> None:
        """Forget all events of a function."""
        with self._database.write() as session:
            session.execute(delete(FunctionEventRow).where(FunctionEventRow.function == function))


def _event(row: FunctionEventRow) -> FunctionEvent:
    return FunctionEvent(row.name, row.function, row.spec)
