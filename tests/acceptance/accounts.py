"""Further people on the tests' server, made on its data folder as `prelabel user add` does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from cvat_sdk import Client, make_client

from prelabel.errors import Conflict
from prelabel.services.users import UserService
from prelabel.store.session import Database
from tests.acceptance.conftest import POLL_SECONDS
from tests.running import PASSWORD, Server


@contextmanager
def signed_in(server: Server, name: str, role: str = "user") -> Iterator[Client]:
    """The SDK's client of a user of this name, who is made if there is none yet."""
    database = Database(f"sqlite:///{server.data / 'prelabel.sqlite'}")
    try:
        UserService(database).add(name, PASSWORD, role)
    except Conflict:
        pass
    finally:
        database.close()
    with make_client(server.url, credentials=(name, PASSWORD)) as client:
        client.config.status_check_period = POLL_SECONDS
        yield client
