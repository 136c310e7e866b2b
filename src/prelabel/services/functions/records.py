"""The records of functions in the database; every method is one session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from prelabel.domain.function import FunctionState
from prelabel.errors import Conflict, NotFound, UnknownProject
from prelabel.functions.config import IMPORTED_ANNOTATIONS, FunctionConfig, Image, parse_mapping, with_image
from prelabel.services.functions.versions import VersionView
from prelabel.services.functions.views import FunctionView, serving_version, view_of
from prelabel.store.session import Database
from prelabel.store.tables.functions import FunctionProjectRow, FunctionRow, FunctionVersionRow

BUILT_IN_PROJECTS = ("default", "cvat")


@dataclass(frozen=True)
class VersionRecord:
    """A version as the deployment needs it; `environment` is empty until it has been built."""

    id: int
    number: int
    raw: dict[str, Any]
    environment: str

    @property
    def config(self) -> FunctionConfig:
        """The configuration, with what an image would have set once the version has been built."""
        config = parse_mapping(self.raw)
        return with_image(config, Image(**self.raw["image"])) if "image" in self.raw else config


class FunctionRecords:
    """Reads and writes functions and their versions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, project: str = "") -> list[FunctionView]:
        query = select(FunctionRow).order_by(FunctionRow.name)
        if project:
            query = query.where(FunctionRow.project == project)
        with self._database.read() as session:
            return [view_of(row) for row in session.scalars(query)]

    def get(self, name: str) -> FunctionView:
        with self._database.read() as session:
            return view_of(_row(session, name))

    def add_version(
        self, config: FunctionConfig, replace: bool, place: Callable[[int], None], environment: str = ""
    ) -> VersionRecord:
        """Record the next version of a function, which is made if it is new; `place` puts its files where they stay.

        `environment` is one that fits already. Raises `Conflict` when there is a function of that name and `replace` is
        not set.
        """
        with self._database.write() as session:
            row = session.scalar(select(FunctionRow).where(func.lower(FunctionRow.name) == config.name.lower()))
            if row is not None and (not replace or row.name != config.name):
                raise Conflict(f"There is a function “{row.name}” already; deploy with replace to make a new version.")
            if row is None:
                row = FunctionRow(name=config.name, state=FunctionState.WAITING)
                session.add(row)
            _check_project(session, config.project)
            number = row.versions[-1].number + 1 if row.versions else 1
            image = {"image": asdict(config.image)} if environment else {}
            version = FunctionVersionRow(number=number, config=_plain(config) | image, environment=environment)
            row.versions.append(version)
            row.project = config.project
            row.state, row.message = FunctionState.WAITING, ""
            session.flush()
            place(number)
            return _record(version)

    def switch(self, name: str, *, on: bool) -> VersionRecord:
        """Let the newest version run, or not, from now on; that is the one thing that changes in a version."""
        with self._database.write() as session:
            row = _row(session, name)
            version = row.versions[-1]
            metadata, spec = version.config["metadata"], version.config["spec"]
            kept = {key: text for key, text in metadata["annotations"].items() if key not in IMPORTED_ANNOTATIONS}
            version.config = {
                **version.config,
                "metadata": {**metadata, "annotations": kept},
                "spec": {**spec, "disable": not on},
            }
            row.state, row.message = FunctionState.WAITING, ""
            session.flush()
            return _record(version)

    def set_state(self, name: str, state: FunctionState, message: str = "") -> None:
        with self._database.write() as session:
            row = _row(session, name)
            row.state, row.message = state, message

    def set_port(self, name: str, port: int) -> None:
        with self._database.write() as session:
            _row(session, name).port = port

    def set_built(self, version_id: int, environment: Path, config: FunctionConfig) -> None:
        with self._database.write() as session:
            version = session.get_one(FunctionVersionRow, version_id)
            version.environment = str(environment)
            version.config = _plain(config) | {"image": asdict(config.image)}

    def set_serving(self, name: str, version_id: int) -> None:
        """The version's workers answer from now on."""
        with self._database.write() as session:
            row = _row(session, name)
            row.serving_id = version_id
            if row.versions[-1].id == version_id:
                row.state, row.message = FunctionState.READY, ""

    def set_gives_confidence(self, name: str, number: int, gives: bool) -> None:
        """Remember what a version answers with; nothing happens when it is gone."""
        query = select(FunctionVersionRow).join(FunctionRow, FunctionRow.id == FunctionVersionRow.function_id)
        with self._database.write() as session:
            found = query.where(FunctionRow.name == name, FunctionVersionRow.number == number)
            version = session.scalar(found)
            if version is not None:
                version.gives_confidence = gives

    def version(self, name: str, *, serving: bool) -> VersionRecord | None:
        """The version that serves, or the newest one."""
        with self._database.read() as session:
            row = _row(session, name)
            version = serving_version(row) if serving else row.versions[-1]
            return _record(version) if version is not None else None

    def versions(self, name: str) -> list[VersionView]:
        """All versions, the newest last."""
        with self._database.read() as session:
            row = _row(session, name)
            return [
                VersionView(each.number, each.created_at, each.id == row.serving_id, bool(each.environment))
                for each in row.versions
            ]

    def numbered(self, name: str, number: int) -> VersionRecord:
        """The version of that number; raises `NotFound`."""
        with self._database.read() as session:
            found = [version for version in _row(session, name).versions if version.number == number]
            if not found:
                raise NotFound(f"{name} has no version {number}.")
            return _record(found[0])

    def drop_versions(self, keep: int, at_work: Callable[[str, int], bool]) -> list[tuple[str, int]]:
        """Forget all versions but the newest `keep` of each function, the serving one and those `at_work`.

        Name and number of each.
        """
        with self._database.write() as session:
            old = [
                (row, version)
                for row in session.scalars(select(FunctionRow))
                for version in row.versions[:-keep]
                if version.id != row.serving_id and not at_work(row.name, version.number)
            ]
            for row, version in old:
                row.versions.remove(version)
            return [(row.name, version.number) for row, version in old]

    def environments(self) -> set[str]:
        """The folders of the environments that versions run in."""
        with self._database.read() as session:
            return set(session.scalars(select(FunctionVersionRow.environment)))

    def delete(self, name: str) -> None:
        with self._database.write() as session:
            session.delete(_row(session, name))


def _record(version: FunctionVersionRow) -> VersionRecord:
    return VersionRecord(version.id, version.number, version.config, version.environment)


def _row(session: Session, name: str) -> FunctionRow:
    row = session.scalar(select(FunctionRow).where(FunctionRow.name == name))
    if row is None:
        raise NotFound(f"There is no function “{name}”.")
    return row


def _check_project(session: Session, project: str) -> None:
    if project not in BUILT_IN_PROJECTS and session.get(FunctionProjectRow, project) is None:
        raise UnknownProject(f"Project does not exist: “{project}”. Create it first, or leave the project out.")


def _plain(config: FunctionConfig) -> dict[str, Any]:
    return {"metadata": dict(config.raw["metadata"]), "spec": dict(config.raw["spec"])}
