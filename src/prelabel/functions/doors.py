"""The port that the supervisor needs from the server: a listening socket for each function's own HTTP port."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from itertools import count
from typing import Any, Protocol

from prelabel.errors import PortTaken

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class Application(Protocol):
    """An ASGI application."""

    def welcomes(self, origin: str) -> bool:
        """Whether pages of a foreign origin may call it."""
        ...

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None: ...


class Doors(Protocol):
    """Opens and closes HTTP ports on the server's event loop."""

    async def open(self, port: int, app: Application) -> int:
        """Serve `app` on `port`, 0 for a free one; the port it is. Raises `PortTaken`."""
        ...

    async def close(self, port: int) -> None:
        """Close a port; nothing happens when it is not open."""
        ...


class FakeDoors:
    """Doors for tests: they give out numbers and open nothing. Ports in `taken` are refused."""

    def __init__(self, taken: frozenset[int] = frozenset()) -> None:
        self.apps: dict[int, Application] = {}
        self._numbers = count(40_000)
        self._taken = taken

    async def open(self, port: int, app: Application) -> int:
        if port in self._taken:
            raise PortTaken(f"Port {port} is taken by another program.")
        port = port or next(number for number in self._numbers if number not in self._taken)
        self.apps[port] = app
        return port

    async def close(self, port: int) -> None:
        self.apps.pop(port, None)
