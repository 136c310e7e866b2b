"""One server from start to end: opens the data folder and the ports, restores functions, then resumes work."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from prelabel.api.cvat.services import Services
from prelabel.errors import Unprotected
from prelabel.server import folder, memory
from prelabel.server.app import create_app
from prelabel.server.doors import Doors
from prelabel.server.platform import Fence, FunctionsPort
from prelabel.server.wiring import Parts, assemble
from prelabel.services.users import UserService
from prelabel.settings import Settings
from prelabel.store.session import Database

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Running:
    """A server that answers at two addresses. `first_start` says that nobody has a password yet; `stop` ends it."""

    address: str
    functions_address: str
    services: Services
    first_start: bool
    stop: Callable[[], object]

    def sign_in_link(self, username: str, page: str = "/") -> str:
        """An address that signs the user in, once, and opens a page."""
        return f"{self.address}/api/auth/link?key={self.services.users.new_link(username)}&next={page}"


Ready = Callable[[Running], None]


def serve(settings: Settings, ready: Ready) -> None:
    """Run until Ctrl+C or SIGTERM; `ready` is called when both ports answer."""
    memory.share_heaps()
    with folder.opened(settings) as database:
        _loop_runner()(_serve(settings, database, ready))


async def _serve(settings: Settings, database: Database, ready: Ready) -> None:
    first_start = _protect(settings, UserService(database))
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    _stop_on_signals(loop, stop)
    doors = Doors(settings.host)
    parts = assemble(settings, database, doors)
    try:
        await parts.services.functions.restore()
        await asyncio.to_thread(parts.services.queue.forget_interactive)
        port = await doors.open(settings.port, create_app(parts.services, parts.nuclio), "--port")
        platform = Fence(FunctionsPort(parts.nuclio, port), parts.hosts)
        functions_port = await doors.open(settings.functions_port, platform, "--functions-port")
        resuming = asyncio.create_task(_resume(parts))
        tidying = asyncio.create_task(memory.give_back())
        addresses = _address(settings.host, port), _address(settings.host, functions_port)
        ready(Running(*addresses, parts.services, first_start, partial(loop.call_soon_threadsafe, stop.set)))
        await _until(stop, resuming)
        tidying.cancel()
    finally:
        parts.background.stop()
        parts.services.queue.close()
        await asyncio.gather(doors.close_all(), parts.services.functions.close())


async def _until(stop: asyncio.Event, resuming: asyncio.Task[None]) -> None:
    """Wait for the stop; a server that cannot resume its work stops with the reason."""
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait((stopping, resuming), return_when=asyncio.FIRST_EXCEPTION)
    for task in (resuming, stopping):
        if task.done():
            task.result()
        else:
            task.cancel()


async def _resume(parts: Parts) -> None:
    """Go on with work that an earlier server left; functions are restored before that."""
    services = parts.services
    handlers = {"request": services.requests.perform, "run": services.runs.perform}
    await asyncio.to_thread(parts.background.launch, handlers)
    memory.settle()


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _protect(settings: Settings, users: UserService) -> bool:
    """Make the first administrator; whether one was made who has no password yet.

    Listening beyond this machine is refused while nobody needs a password (`Unprotected`).
    """
    made = users.first_administrator(settings.admin_user, settings.admin_password)
    if settings.host not in LOOPBACK and not users.has_password():
        raise Unprotected(
            f"Listening on {settings.host} lets others in, and no administrator has a password yet; set one with "
            f"`prelabel user password {settings.admin_user}` or PRELABEL_ADMIN_PASSWORD."
        )
    return made and not settings.admin_password


def _stop_on_signals(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    def on_signal(number: int, frame: object) -> None:
        del number, frame
        loop.call_soon_threadsafe(stop.set)

    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), on_signal)


def _loop_runner() -> Callable[..., None]:
    with suppress(ImportError):
        if sys.platform != "win32":
            import uvloop

            return uvloop.run
    return asyncio.run
