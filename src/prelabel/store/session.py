"""Opens the database and hands out sessions: one kind that reads, one that may write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import Session, sessionmaker

BUSY_TIMEOUT_SECONDS = 10


class Database:
    """One database. Sessions that write take SQLite's write lock at once.

    Deferred transactions that turn into writers fail as soon as two do it together; immediate ones wait their turn.
    """

    def __init__(self, url: str) -> None:
        self.engine = _open(url)
        immediate = self.engine.execution_options(begin="IMMEDIATE")
        self._readers = sessionmaker(self.engine, expire_on_commit=False)
        self._writers = sessionmaker(immediate, expire_on_commit=False)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one state of the database and writes nothing."""
        with self._readers() as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session in one transaction: committed at the end, rolled back when anything is raised."""
        with self._writers.begin() as session:
            yield session

    def close(self) -> None:
        self.engine.dispose()


def _open(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, record: Any) -> None:
    del record
    connection.isolation_level = None  # pysqlite must not begin transactions by itself; `_on_begin` does
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-16000"):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Any) -> None:
    kind = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {kind}")
