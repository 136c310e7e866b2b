"""Every test of the store runs on an empty SQLite file and on an empty database of PostgreSQL, each migrated once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from sqlalchemy import delete

from prelabel.server.folder import database_of
from prelabel.settings import load
from prelabel.store.session import Database
from prelabel.store.tables.base import Base
from tests.postgres import cluster


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def migrated(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with ExitStack() as opened:
        url = opened.enter_context(cluster()).database() if request.param == "postgresql" else ""
        database = database_of(load(data=tmp_path_factory.mktemp("data"), database_url=url))
        opened.callback(database.close)
        yield database


@pytest.fixture
def database(migrated: Database) -> Iterator[Database]:
    yield migrated
    with migrated.write() as session:
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(delete(table))
