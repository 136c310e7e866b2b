"""A real `prelabel up` in its own process, its memory and processor time, and a client that is signed in."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

READY = re.compile(r"^ready (http\S+) functions (http\S+)")
ADMIN = {"username": "admin", "password": "benchmark password"}
PRELABEL = Path(sys.executable).with_name("prelabel.exe" if os.name == "nt" else "prelabel")


@dataclass(frozen=True)
class Served:
    """A running server. `seconds_to_ready` is from the start of the process to the first answer."""

    process: psutil.Process
    api: httpx.Client
    functions: httpx.Client
    seconds_to_ready: float

    def tree(self) -> list[psutil.Process]:
        return [self.process, *self.process.children(recursive=True)]

    def processor_seconds(self) -> float:
        """Time that the server, its workers and whatever they started have spent."""
        return sum(times.user + times.system for times in (process.cpu_times() for process in self.tree()))

    def memory_bytes(self) -> int:
        return sum(process.memory_info().rss for process in self.tree())


@contextmanager
def served(data: Path) -> Iterator[Served]:
    """Start a server on free ports; it is ended on leaving."""
    command = [str(PRELABEL), "up", "--port", "0", "--functions-port", "0", "--data", str(data)]
    environment = {**os.environ, "PRELABEL_ADMIN_USER": ADMIN["username"], "PRELABEL_ADMIN_PASSWORD": ADMIN["password"]}
    begin = time.perf_counter()
    child = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        address, functions = _ready(child)
        with (
            httpx.Client(base_url=address, timeout=600) as api,
            httpx.Client(base_url=functions, timeout=600) as nuclio,
        ):
            api.get("/api/server/about").raise_for_status()
            seconds = time.perf_counter() - begin
            key = api.post("/api/auth/login", json=ADMIN).raise_for_status().json()["key"]
            api.cookies.clear()
            api.headers["Authorization"] = nuclio.headers["Authorization"] = f"Token {key}"
            yield Served(psutil.Process(child.pid), api, nuclio, seconds)
    finally:
        child.send_signal(signal.SIGINT if os.name != "nt" else signal.SIGTERM)
        child.wait(60)


def _ready(child: subprocess.Popen[str]) -> tuple[str, str]:
    assert child.stdout
    for line in child.stdout:
        if found := READY.match(line):
            return found[1], found[2]
    sys.exit(f"prelabel up ended with status {child.wait()} before it was ready")
