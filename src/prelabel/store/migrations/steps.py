"""Brings a database to this version's schema; a SQLite file is copied before it is changed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import inspect, text

from prelabel.errors import DataFolderTooNew
from prelabel.store.session import Database

HISTORY = ("0001",)
HEAD = HISTORY[-1]


def migrate(database: Database) -> None:
    """Make or change the tables. `DataFolderTooNew` when a newer version has written the database."""
    revision = revision_of(database)
    if revision == HEAD:
        return
    if revision is not None:
        if revision not in HISTORY:
            raise DataFolderTooNew(
                f"The data was written by a newer version of Prelabel (schema {revision}, this one knows {HEAD}); "
                "install that version, or use another data folder with --data."
            )
        _copy(database, revision)
    _upgrade(database)


def revision_of(database: Database) -> str | None:
    """The schema's version; None for an empty database. Asked by hand, since importing Alembic takes half a second."""
    with database.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _copy(database: Database, revision: str) -> None:
    file = database.engine.url.database
    if database.engine.dialect.name != "sqlite" or not file:
        return
    copy = Path(file).with_suffix(f".before-{HEAD}-was-{revision}.sqlite")
    with sqlite3.connect(file) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    source.close()
    target.close()


def _upgrade(database: Database) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    with database.writing.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
