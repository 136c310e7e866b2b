"""A real `prelabel up` in its own process: its memory, its processor time, and clients that are signed in."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from tests.running import PASSWORD, USER, running

TIMEOUT_SECONDS = 600


@dataclass(frozen=True)
class Served:
    """A running server. `seconds_to_answer` is from the start of the process to the first answer."""

    process: psutil.Process
    api: httpx.Client
    functions: httpx.Client
    seconds_to_answer: float

    def tree(self) -> list[psutil.Process]:
        return [self.process, *self.process.children(recursive=True)]

    def processor_seconds(self) -> float:
        """Time that the server, its workers and whatever they started have spent."""
        return sum(times.user + times.system for times in (process.cpu_times() for process in self.tree()))

    def memory_bytes(self) -> int:
        """What the server itself takes, without the workers of functions."""
        return int(self.process.memory_info().rss)


@contextmanager
def served(data: Path) -> Iterator[Served]:
    """Start a server on free ports; it is ended on leaving."""
    begin = time.perf_counter()
    with (
        running(data, PYTHONDONTWRITEBYTECODE="") as server,  # compiled once, as an installed package is
        httpx.Client(base_url=server.url, timeout=TIMEOUT_SECONDS) as api,
        httpx.Client(base_url=server.functions_url, timeout=TIMEOUT_SECONDS) as functions,
    ):
        api.get("/api/server/about").raise_for_status()
        seconds = time.perf_counter() - begin
        answer = api.post("/api/auth/login", json={"username": USER, "password": PASSWORD})
        key = answer.raise_for_status().json()["key"]
        api.cookies.clear()  # the token alone, as a script uses it
        api.headers["Authorization"] = functions.headers["Authorization"] = f"Token {key}"
        yield Served(psutil.Process(server.process.pid), api, functions, seconds)
