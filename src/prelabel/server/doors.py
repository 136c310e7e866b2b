"""Listening sockets on one event loop: the main port, the functions port, and a port for each function.

uvicorn's own `serve` handles signals and a main loop for one app; here it only brings the protocol.
"""

from __future__ import annotations

import asyncio
import os
import socket
from dataclasses import dataclass
from typing import Any, cast

import uvicorn
from starlette.types import ASGIApp

from prelabel.errors import PortTaken

GRACE_SECONDS = 1
BACKLOG = 2048


@dataclass(frozen=True)
class Door:
    server: uvicorn.Server
    listener: socket.socket

    @property
    def port(self) -> int:
        port: int = self.listener.getsockname()[1]
        return port


class Doors:
    """Opens and closes ports on `host`."""

    def __init__(self, host: str) -> None:
        self._host = host
        self._doors: dict[int, Door] = {}

    async def open(self, port: int, app: ASGIApp, option: str = "") -> int:
        """Serve the app on the port, 0 taking a free one; answers the port. `option` changes it (`PortTaken`)."""
        config = uvicorn.Config(
            cast(Any, app),  # uvicorn spells the type of an ASGI app out, Starlette does not
            lifespan="off",
            log_config=None,
            access_log=False,
            date_header=False,
            server_header=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
        config.load()
        server = uvicorn.Server(config)
        server.lifespan = config.lifespan_class(config)
        listener = _listen(self._host, port, option)
        await server.startup(sockets=[listener])
        door = Door(server, listener)
        self._doors[door.port] = door
        return door.port

    async def close(self, port: int) -> None:
        """Stop serving on a port; answers under way get a second to end."""
        door = self._doors.pop(port, None)
        if door is not None:
            await door.server.shutdown([door.listener])

    async def close_all(self) -> None:
        await asyncio.gather(*(self.close(port) for port in list(self._doors)))


def _listen(host: str, port: int, option: str) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol)
    if socket.has_dualstack_ipv6() and family == socket.AF_INET6:
        listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    if os.name != "nt":  # there the option means that two programs may share a port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        way_out = f"; choose another with {option}" if option else ""
        raise PortTaken(f"Port {port} on {host} is taken by another program{way_out}.") from error
    listener.setblocking(False)
    return listener
