"""A whole installation as one file and back: database, media and functions; environments are built again."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath

import msgspec

import prelabel
from prelabel.errors import BadArchive, DataFolderInUse, DataFolderTooNew, OperatorError
from prelabel.server import folder
from prelabel.settings import Settings
from prelabel.store.migrations.steps import HEAD, HISTORY

HEADING, DATABASE = "prelabel.json", "prelabel.sqlite"
FOLDERS = ("media", "functions")
UNFINISHED = "It was cut off by a backup; start it again."


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """The first member of a backup: what wrote it."""

    version: str
    schema: str


def save(settings: Settings, file: Path) -> None:
    """Write a backup. Works beside a running server: the database is copied as of one moment, and its media first
    come and then are named in it, so that all of them are there. `file` appears only when it is whole."""
    _check_database(settings)
    if not settings.database_file.exists():
        raise OperatorError(f"There is nothing in {settings.data}; say with --data which installation is meant.")
    if file.exists():
        raise OperatorError(f"{file} is there already; choose another name.")
    with tempfile.TemporaryDirectory(dir=file.absolute().parent, prefix=".backup-") as place:
        database, made = Path(place, DATABASE), Path(place, "backup")
        _copy_database(settings.database_file, database)
        with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as out:
            out.writestr(HEADING, msgspec.json.encode(Heading(version=prelabel.__version__, schema=HEAD)))
            out.write(database, DATABASE, zipfile.ZIP_DEFLATED)
            for path in _files(settings.data):
                try:
                    out.write(path, path.relative_to(settings.data).as_posix())
                except FileNotFoundError:
                    continue  # its task or function was removed meanwhile
        made.rename(file)


def restore(settings: Settings, file: Path) -> None:
    """Fill an empty data folder from a backup; all of it or nothing (`DataFolderInUse`, `DataFolderTooNew`)."""
    _check_database(settings)
    with folder.held(settings):
        if settings.database_file.exists():
            raise DataFolderInUse(f"{settings.data} holds an installation already; restore into an empty folder.")
        with tempfile.TemporaryDirectory(dir=settings.data, prefix=".restoring-") as place:
            _unpack(file, Path(place))
            for name in (*FOLDERS, DATABASE):  # the database last: without it the folder counts as empty
                if Path(place, name).exists():
                    shutil.rmtree(settings.data / name, ignore_errors=True)
                    Path(place, name).rename(settings.data / name)


def _check_database(settings: Settings) -> None:
    if settings.database_url:
        raise OperatorError("The database is not in the data folder; back it up with its own tools (pg_dump).")


def _copy_database(source: Path, copy: Path) -> None:
    """Copy a database as of one moment; work that was under way there is marked as cut off."""
    with closing(sqlite3.connect(source)) as before, closing(sqlite3.connect(copy)) as after:
        before.backup(after)
        for table in ("requests", "runs"):
            after.execute(
                f"UPDATE {table} SET state = 'failed', message = ? WHERE state IN ('queued', 'started')", (UNFINISHED,)
            )
        after.commit()


def _files(data: Path) -> Iterator[Path]:
    for name in FOLDERS:
        for path in sorted((data / name).rglob("*")):
            if path.is_file() and not path.is_symlink() and not _is_passing(path.relative_to(data)):
                yield path


def _is_passing(path: Path) -> bool:
    """Whether a file is a worker's copy (`functions/<name>/versions/<n>/work/…`), or was left by a crash."""
    return path.parts[0] == "functions" and (path.parts[4:5] == ("work",) or path.parts[1].startswith("."))


def _unpack(file: Path, place: Path) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            _check(archive, file)
            for info in archive.infolist():
                archive.extract(info, place)
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise BadArchive(f"{file} cannot be read: {error}.") from error


def _check(archive: zipfile.ZipFile, file: Path) -> None:
    """Refuse what is no backup, comes from a newer version or leads out of the folder."""
    names = [PurePosixPath(info.filename) for info in archive.infolist()]
    known = all(name.parts[0] in FOLDERS or str(name) in (HEADING, DATABASE) for name in names)
    if not known or any(".." in name.parts for name in names) or not {HEADING, DATABASE} <= set(map(str, names)):
        raise BadArchive(f"{file} is not a backup of an installation; `prelabel backup` writes one.")
    try:
        heading = msgspec.json.decode(archive.read(HEADING), type=Heading)
    except msgspec.MsgspecError as error:
        raise BadArchive(f"{file} cannot be read: {error}.") from error
    if heading.schema not in HISTORY:
        raise DataFolderTooNew(
            f"{file} was written by Prelabel {heading.version}; install that version or a newer one."
        )
