"""Projects in Nuclio's sense: names that group functions. `default` and `cvat` are always there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from prelabel.errors import Conflict, InvalidInput, NotFound
from prelabel.services.functions.records import BUILT_IN_PROJECTS
from prelabel.store.session import Database
from prelabel.store.tables.functions import FunctionProjectRow, FunctionRow

_DNS_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


@dataclass(frozen=True)
class FunctionProject:
    name: str
    spec: dict[str, Any]


class FunctionProjects:
    """Makes, lists and removes projects."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[FunctionProject]:
        with self._database.read() as session:
            stored = {row.name: row.spec for row in session.scalars(select(FunctionProjectRow))}
        specs: dict[str, dict[str, Any]] = {name: {} for name in BUILT_IN_PROJECTS} | stored
        return [FunctionProject(name, spec) for name, spec in sorted(specs.items())]

    def get(self, name: str) -> FunctionProject:
        """Raises `NotFound`."""
        found = next((project for project in self.all() if project.name == name), None)
        if found is None:
            raise NotFound(f"There is no project “{name}”.")
        return found

    def save(self, name: str, spec: dict[str, Any]) -> FunctionProject:
        """Make the project, or write over it, as Nuclio does."""
        if not _DNS_LABEL.fullmatch(name):
            raise InvalidInput(
                f"“{name}” cannot be a project's name: use 1 to 63 lower-case letters, digits and “-”.",
                field="metadata.name",
            )
        with self._database.write() as session:
            session.merge(FunctionProjectRow(name=name, spec=spec))
        return FunctionProject(name, spec)

    def check_deletable(self, name: str, *, cascading: bool = False) -> None:
        """Raises `Conflict` for a built-in project and, unless its functions go too, for one that has any."""
        if name in BUILT_IN_PROJECTS:
            raise Conflict(f"The project “{name}” cannot be deleted.")
        with self._database.read() as session:
            query = select(func.count()).select_from(FunctionRow).where(FunctionRow.project == name)
            if not cascading and session.scalar(query):
                raise Conflict(f"The project “{name}” contains functions; delete them first.")

    def delete(self, name: str) -> None:
        """Remove an empty project; nothing happens when it does not exist. Raises `Conflict`."""
        self.check_deletable(name)
        with self._database.write() as session:
            row = session.get(FunctionProjectRow, name)
            if row is not None:
                session.delete(row)
