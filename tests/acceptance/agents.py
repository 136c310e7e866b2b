"""cvat-cli's agents as processes of their own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import psutil

from tests.acceptance.test_cli import cvat_cli
from tests.running import PASSWORD, USER, Server
from tests.waiting import until

FUNCTIONS = Path(__file__).parent.parent / "functions"


def module(kind: str) -> list[str]:
    return ["--function-file", str(FUNCTIONS / f"native-{kind}" / f"{kind}.py")]


def register(server: Server, kind: str, name: str) -> int:
    """Create a native function; its id."""
    return int(cvat_cli(server, "function", "create-native", name, *module(kind)).strip())


class Agent:
    """`parameters` are the module's, as cvat-cli takes them: `seconds=float:0.5`."""

    def __init__(self, server: Server, function_id: int, kind: str, *parameters: str, auth: str = "") -> None:
        options = [option for parameter in parameters for option in ("-p", parameter)]
        signed = ["--auth", auth or f"{USER}:{PASSWORD}", "--server-host", server.url]
        command = [sys.executable, "-m", "cvat_cli", *signed, "function", "run-agent", str(function_id)]
        self.process = subprocess.Popen(
            [*command, *module(kind), *options], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stderr is not None
        self._printed = self.process.stderr

    def connected(self) -> Agent:
        """Wait until the agent listens for work."""
        for line in self._printed:
            if "Connected to the queue event stream" in line:
                return self
        raise AssertionError(f"the agent ended with {self.process.wait()}")

    def ended(self) -> str:
        """Wait until it ends by itself; what it has printed since."""
        printed = self._printed.read()
        self.process.wait(60)
        return printed

    def kill(self) -> None:
        """End it and its worker at once, as a power cut does."""
        family = psutil.Process(self.process.pid).children(recursive=True) if self.process.poll() is None else []
        self.process.kill()
        for member in family:
            member.kill()
        self.process.wait(20)
        self._printed.close()


@contextmanager
def agent(server: Server, function_id: int, kind: str, *parameters: str, auth: str = "") -> Iterator[Agent]:
    """An agent that is connected, for the length of a block."""
    running = Agent(server, function_id, kind, *parameters, auth=auth)
    try:
        yield running.connected()
    finally:
        running.kill()


def ended(http: httpx.Client, run_id: str) -> dict[str, Any]:
    """The record of a run at its end."""

    def record() -> dict[str, Any] | None:
        found: dict[str, Any] = http.get(f"/api/lambda/requests/{run_id}").json()
        return found if found["ended"] else None

    return until(record, 120)
