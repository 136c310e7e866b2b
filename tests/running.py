"""Starts the real server as a process of its own, for tests that speak to it as a client does."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue

import httpx

USER, PASSWORD = "admin", "password-of-tests"
START_SECONDS = 90
STOP_SECONDS = 20


@dataclass
class Server:
    """A server that answers at `url`; `lines` is what it has printed."""

    process: subprocess.Popen[str]
    data: Path
    url: str = ""
    functions_url: str = ""
    lines: list[str] = field(default_factory=list)
    reader: threading.Thread = field(default_factory=threading.Thread)

    def http(self, user: str = USER) -> httpx.Client:
        """A script's client. It signs in once: a password sent along costs its check, 0.2 s, in every request."""
        signed = httpx.post(f"{self.url}/api/auth/login", json={"username": user, "password": PASSWORD})
        headers = {"Authorization": f"Token {signed.json()['key']}"}
        return httpx.Client(base_url=self.url, headers=headers, timeout=60)

    def kill(self) -> None:
        """End it at once, as a power cut does."""
        self.process.kill()
        self._ended()

    def stop(self) -> int:
        """Ask it to end, as Ctrl+C does; its exit status."""
        self.process.terminate()
        return self._ended()

    def _ended(self) -> int:
        status = self.process.wait(STOP_SECONDS)
        self.reader.join(STOP_SECONDS)
        return status


def start(data: Path, *options: str, **environment: str) -> Server:
    """Start a server on free ports and wait until it says that it is ready."""
    command = [sys.executable, "-m", "prelabel", "up", "--port", "0", "--functions-port", "0", "--data", str(data)]
    variables = {
        **os.environ,
        "PRELABEL_ADMIN_USER": USER,
        "PRELABEL_ADMIN_PASSWORD": PASSWORD,
        "PYTHONUNBUFFERED": "1",
        **environment,
    }
    process = subprocess.Popen(
        [*command, *options], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=variables
    )
    server = Server(process, data)
    ready = _ready_line(server)
    _, server.url, _, server.functions_url = ready.split()
    return server


@contextmanager
def running(data: Path, *options: str, **environment: str) -> Iterator[Server]:
    """A server for the length of a block."""
    server = start(data, *options, **environment)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.stop()


def _ready_line(server: Server) -> str:
    found: Queue[str] = Queue()

    def read() -> None:
        assert server.process.stdout is not None
        with server.process.stdout as printed:
            for line in printed:
                server.lines.append(line)
                if line.startswith("ready "):
                    found.put(line)
        found.put("")

    server.reader = threading.Thread(target=read, daemon=True)
    server.reader.start()
    try:
        line = found.get(timeout=START_SECONDS)
    except Empty:
        server.kill()
        line = ""
    if not line:
        raise AssertionError(f"the server did not start: {''.join(server.lines)}")
    return line
