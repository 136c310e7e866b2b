"""Where a worker comes to meet the server: a socket in a private folder; on Windows a port, and a secret for it."""

from __future__ import annotations

import asyncio
import hmac
import secrets
import shutil
import socket
import sys
import tempfile
from pathlib import Path

SECRET_SECONDS = 10.0


class Rendezvous:
    """Listens at `address` for one worker; nothing of it is left once that one has come, or nobody will."""

    def __init__(self, port: bool = False) -> None:
        """`port` takes a port on loopback in place of a socket in the file system, as Windows must."""
        self.folder = Path(tempfile.mkdtemp(prefix="prelabel-"))
        self._secret = b""
        if port or sys.platform == "win32":
            self._secret = secrets.token_hex(16).encode()
            self._listener = socket.create_server(("127.0.0.1", 0))
            self.address = f"{self._listener.getsockname()[1]}:{self._secret.decode()}"
        else:
            self._listener = socket.socket(socket.AF_UNIX)
            self.address = str(self.folder / "socket")
            self._listener.bind(self.address)
            self._listener.listen(1)
        self._listener.setblocking(False)

    async def accept(self) -> socket.socket:
        """The connection of the worker, as soon as it comes."""
        loop = asyncio.get_running_loop()
        try:
            while True:
                connection, _ = await loop.sock_accept(self._listener)
                connection.setblocking(False)
                if await self._is_expected(connection):
                    return connection
                connection.close()
        finally:
            self.close()

    def close(self) -> None:
        """Take nobody any more."""
        self._listener.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    async def _is_expected(self, connection: socket.socket) -> bool:
        loop, given = asyncio.get_running_loop(), b""
        try:
            async with asyncio.timeout(SECRET_SECONDS):
                while len(given) < len(self._secret):
                    data = await loop.sock_recv(connection, len(self._secret) - len(given))
                    if not data:
                        return False
                    given += data
        except (OSError, TimeoutError):
            return False
        return hmac.compare_digest(given, self._secret)
