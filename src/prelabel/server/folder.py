"""The data folder: one server at a time works on it, with a schema of this version."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout
from sqlalchemy.exc import OperationalError

from prelabel.errors import DatabaseUnreachable, DataFolderInUse
from prelabel.settings import Settings
from prelabel.store.migrations.steps import migrate
from prelabel.store.session import Database


@contextmanager
def held(settings: Settings) -> Iterator[None]:
    """Keep servers away from the folder (`DataFolderInUse` when one works on it)."""
    settings.data.mkdir(parents=True, exist_ok=True)
    lock = FileLock(settings.data / "server.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise DataFolderInUse(
            f"Another server works on {settings.data}; stop it, or give this one a folder of its own with --data."
        ) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """Hold the folder and open its database (`DataFolderInUse`, `DataFolderTooNew`)."""
    with held(settings):
        database = database_of(settings)
        try:
            yield database
        finally:
            database.close()


def database_of(settings: Settings) -> Database:
    """The database of a data folder, brought to this version's schema; for commands that run beside the server."""
    settings.data.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database_address)
    try:
        migrate(database)
    except OperationalError as error:
        address = database.engine.url.render_as_string(hide_password=True)
        raise DatabaseUnreachable(
            f"The database {address} cannot be used: {error.orig}; check PRELABEL_DATABASE_URL and that it is running."
        ) from error
    return database
