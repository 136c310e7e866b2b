"""The function platform in one process, for tests: an event loop in a thread, the real service, real workers."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx

from prelabel.api.nuclio import create_app
from prelabel.functions.bundle import BundleSource
from prelabel.functions.doors import FakeDoors
from prelabel.services.functions import FunctionService, FunctionView
from prelabel.settings import Settings
from prelabel.store.session import Database
from prelabel.store.tables.base import Base

FUNCTIONS = Path(__file__).parents[2] / "functions"
WAIT_SECONDS = 60
Result = TypeVar("Result")


class EverybodyMay:
    """Access for tests that are not about access."""

    def may_deploy(self, request: object) -> None:
        """Yes."""

    def may_invoke(self, request: object) -> None:
        """Yes."""


@dataclass
class Platform:
    """Calls from a test's thread to the service on its loop."""

    service: FunctionService
    doors: FakeDoors
    loop: asyncio.AbstractEventLoop

    def do(self, work: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(WAIT_SECONDS)

    def deploy(self, name: str, *, replace: bool = False) -> FunctionView:
        """Deploy a folder of tests/functions and wait until it is settled."""
        return self.settled(self.service.deploy_path(FUNCTIONS / name, replace=replace))

    def deploy_source(self, source: BundleSource, *, replace: bool = False) -> FunctionView:
        return self.settled(self.service.deploy(source, replace=replace))

    def settled(self, name: str) -> FunctionView:
        return self.do(self.service.settled(name))

    def call(
        self, name: str, path: str = "/", content: bytes = b"", method: str = "POST", **more: Any
    ) -> httpx.Response:
        """A request to the function's own port."""
        port = self.service.get(name).http_port
        return self._request(self.doors.apps[port], method, path, content=content, **more)

    def api(self, method: str, path: str, **more: Any) -> httpx.Response:
        """A request to the dashboard API."""
        return self._request(create_app(self.service, EverybodyMay()), method, path, **more)

    def workers(self, name: str) -> set[int]:
        """The process ids of the function's workers."""
        pool = self.service._supervisor.served(name).pool
        return {worker.pid for worker in pool.workers.values()} if pool else set()

    def messages(self, name: str, **more: Any) -> list[str]:
        return [entry.message for entry in self.service.log(name, **more)]

    def wait_for_message(self, name: str, message: str) -> None:
        """What is logged goes its own way and may arrive after the response."""
        while message not in self.messages(name):
            time.sleep(0.01)

    def _request(self, app: Any, method: str, path: str, **more: Any) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=app)
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost", timeout=None) as client:
                return await client.request(method, path, **more)

        return self.do(send())


class SharedEnvironments(Settings):
    """Settings whose environments lie outside the data folder."""

    shared: Path

    @property
    def environments_folder(self) -> Path:
        return self.shared


def _new_loop() -> asyncio.AbstractEventLoop:
    """The kind of loop that the server has."""
    with suppress(ImportError):
        if sys.platform != "win32":
            import uvloop

            return uvloop.new_event_loop()
    return asyncio.new_event_loop()


@contextmanager
def running(
    data: Path, environments: Path, sandbox: str = "auto", doors: FakeDoors | None = None, **more: Any
) -> Iterator[Platform]:
    """A platform on a data folder; environments are shared, since making them takes longer than all else."""
    data.mkdir(parents=True, exist_ok=True)
    environments.mkdir(parents=True, exist_ok=True)
    settings = SharedEnvironments(data=data, sandbox=sandbox, shared=environments, **more)
    database = Database(f"sqlite:///{settings.database_file}")
    Base.metadata.create_all(database.engine)
    runner = asyncio.Runner(loop_factory=_new_loop)
    loop = runner.get_loop()
    thread = threading.Thread(target=_run, args=(runner,), daemon=True)
    thread.start()
    doors = doors or FakeDoors()
    platform = Platform(FunctionService(settings, database, doors, os.environ), doors, loop)
    try:
        platform.do(platform.service.restore())
        yield platform
    finally:
        platform.do(platform.service.close())
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        database.close()


def _run(runner: asyncio.Runner) -> None:
    with runner:
        runner.get_loop().run_forever()
