"""Opens the database and hands out sessions: one kind that reads, one that may write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DataError
from sqlalchemy.orm import Session, sessionmaker

from prelabel.errors import InvalidInput

BUSY_TIMEOUT_SECONDS = 10
WRITE_LOCK = 7337  # any number that nobody else locks in the database


class Database:
    """One database. Sessions that write take its write lock at once, so that what they have read stays true.

    Deferred transactions that turn into writers fail as soon as two do it together; immediate ones wait their turn.
    PostgreSQL gets a lock of the same meaning; readers wait for nobody and see one state there as well.
    """

    def __init__(self, url: str) -> None:
        self.engine = _open(url) if url.startswith("sqlite") else _open_postgresql(url)
        self.writing = self.engine.execution_options(writes=True)
        self._readers = sessionmaker(self.engine, expire_on_commit=False)
        self._writers = sessionmaker(self.writing, expire_on_commit=False)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one state of the database and writes nothing."""
        with self._readers() as session, _kept_out():
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session in one transaction: committed at the end, rolled back when anything is raised."""
        with _kept_out(), self._writers.begin() as session:
            yield session

    def close(self) -> None:
        self.engine.dispose()


@contextmanager
def _kept_out() -> Iterator[None]:
    """What a database cannot hold is the caller's fault: numbers without end, zero bytes, halves of letters."""
    try:
        yield
    except (OverflowError, UnicodeEncodeError, DataError) as error:
        raise InvalidInput("A number is too large, or a text is not plain Unicode.") from error


def _open(url: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, record: Any) -> None:
    del record
    connection.isolation_level = None  # pysqlite must not begin transactions by itself; `_on_begin` does
    # Pages of 16 KiB halve the work on frames with hundreds of objects; they are for new files, and come first.
    for pragma in ("page_size=16384", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-4000"):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Any) -> None:
    kind = "IMMEDIATE" if _writes(connection) else "DEFERRED"
    connection.exec_driver_sql(f"BEGIN {kind}")


def _open_postgresql(url: str) -> Engine:
    engine = create_engine(url, pool_pre_ping=True)
    event.listen(engine, "begin", _on_postgresql_begin)
    return engine


def _on_postgresql_begin(connection: Any) -> None:
    """Readers see one state; a writer sees what was committed while it waited for the lock."""
    if _writes(connection):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITE_LOCK})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _writes(connection: Any) -> bool:
    return bool(connection.get_execution_options().get("writes"))
