"""Background work on DBOS: what was under way when the server died is done again. The one file that knows DBOS.

Each piece of work is one workflow of one step; the handlers see for themselves what is left to do.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, create_engine, event

if TYPE_CHECKING:
    from dbos import DBOSConfig

APPLICATION_VERSION = "1"  # a constant: DBOS would otherwise leave work of an older program alone
EXECUTOR = "server"
AT_ONCE = 16
LAUNCH_SECONDS = 60


class Background:
    """Performs work by calling the handler of its kind with its key. Implements `services.requests.Jobs`."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._handlers: Mapping[str, Callable[[str], None]] = {}
        self._launched = threading.Event()
        self._closing = threading.Event()

    def launch(self, handlers: Mapping[str, Callable[[str], None]]) -> None:
        """Begin, with what an earlier server left; importing DBOS takes a second, so this is done beside serving."""
        from dbos import DBOS

        self._handlers = handlers
        DBOS(config=self._config())

        @DBOS.step(name="perform")
        def perform(kind: str, key: str) -> None:
            self._perform(kind, key)

        @DBOS.workflow(name="work")
        def work(kind: str, key: str) -> None:
            perform(kind, key)

        self._workflow = work
        DBOS.launch()
        self._launched.set()

    def start(self, kind: str, key: str) -> None:
        """Have a piece of work done; starting the same key twice does it once."""
        from dbos import DBOS, SetWorkflowID

        self._launched.wait(LAUNCH_SECONDS)
        with SetWorkflowID(key):
            DBOS.start_workflow(self._workflow, kind, key)

    def cancel(self, key: str) -> None:
        """Forget work that has not begun; work under way looks at its own flag."""
        from dbos import DBOS

        self._launched.wait(LAUNCH_SECONDS)
        DBOS.cancel_workflow(key)

    def stop(self) -> None:
        """Leave what is under way unfinished, for the next server."""
        self._closing.set()

    def stopping(self) -> bool:
        return self._closing.is_set()

    def _perform(self, kind: str, key: str) -> None:
        self._handlers[kind](key)
        if self._closing.is_set():
            threading.Event().wait()  # the process is about to end; DBOS must not note an outcome

    def _config(self) -> DBOSConfig:
        config: DBOSConfig = {
            "name": "prelabel",
            "application_version": APPLICATION_VERSION,
            "executor_id": EXECUTOR,
            "max_executor_threads": AT_ONCE,
            "log_level": "WARNING",
        }
        if self._address.startswith("sqlite"):
            return {**config, "system_database_engine": _sqlite(self._address)}
        return {**config, "system_database_url": self._address}


def _sqlite(address: str) -> Engine:
    engine = create_engine(address, connect_args={"timeout": 10, "check_same_thread": False})
    event.listen(engine, "connect", _on_connect)
    return engine


def _on_connect(connection: Any, record: Any) -> None:
    del record
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")
