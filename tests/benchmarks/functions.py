"""What a call of a function costs besides the handler, calls per second, and the times of a function's life."""

from __future__ import annotations

import asyncio
import base64
import http.client
import json
import os
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

import psutil

from tests.benchmarks.served import Served, served
from tests.integration.functions.platform import Platform, running
from tests.waiting import until

NOTHING = "def handler(context, event):\n    return ''\n"
PICTURE = os.urandom(250_000)
JSON = {"Content-Type": "application/json"}
CALLS, LARGE_CALLS, RATE_SECONDS, CONNECTIONS = 500, 200, 3.0, 8


def measure(_: Sequence[str]) -> None:
    """Print a table; targets are for two cores of their own.

    Processor time is that of server and workers; beside other work it says more than the clock.
    """
    print(f"{'one call at a time':44}{'p50 ms':>9}{'p99 ms':>9}{'processor':>11}   target")
    with tempfile.TemporaryDirectory() as folder:
        with running(Path(folder) / "in-process", Path(folder) / "environments") as platform:
            _in_process(platform)
        with served(Path(folder) / "served") as server:
            _life(server)
            _over_http(server)
            for workers in (1, 2, 4):
                _deploy(server, workers)
                rate = asyncio.run(_rate(_address(server)))
                print(f"{f'calls/s of a no-op, {workers} workers':44}{rate:9.0f}{'':12}1500")


def _in_process(platform: Platform) -> None:
    from prelabel.functions.bundle import BundleSource

    config = "metadata: {name: nothing}\nspec: {handler: main:handler}\n"
    platform.deploy_source(BundleSource(config=config, code=NOTHING))
    port = platform.service.port("nothing")
    _row("in process, no-op", CALLS, lambda: port.submit(b"", "").result(), _own_processor_seconds)
    _row(
        "in process, 250 KB raw", LARGE_CALLS, lambda: port.submit(PICTURE, "").result(), _own_processor_seconds, "0.5"
    )


def _over_http(server: Served) -> None:
    port = f"http://{_address(server)}/"
    through = {"x-nuclio-function-name": "nothing"}
    body = json.dumps({"image": base64.b64encode(PICTURE).decode()}).encode()
    dashboard, spent = f"{server.functions.base_url}/api/function_invocations", server.processor_seconds
    _row("over its port, no-op", CALLS, _caller(port), spent)
    _row("over its port, 250 KB as JSON", LARGE_CALLS, _caller(port, body, JSON), spent, "3")
    _row("over the dashboard, no-op", CALLS, _caller(dashboard, headers=through), spent)
    _row("over the dashboard, 250 KB as JSON", LARGE_CALLS, _caller(dashboard, body, JSON | through), spent, "3")


def _caller(address: str, body: bytes = b"", headers: Mapping[str, str] = MappingProxyType({})) -> Callable[[], object]:
    """Posts over one connection that stays open, with a plain client: httpx would take as long as what is measured."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port)

    def call() -> object:
        connection.request("POST", parts.path, body, dict(headers))
        answer = connection.getresponse()
        if answer.status != 200:
            raise RuntimeError(answer.read().decode())
        return answer.read()

    return call


def _life(server: Served) -> None:
    begin = time.perf_counter()
    _deploy(server, 1)
    _time("first deploy, environment made", begin)
    begin = time.perf_counter()
    _deploy(server, 1, NOTHING + "# changed\n")
    _time("deploy of changed code", begin, "2")
    for process in server.process.children(recursive=True):
        with suppress(psutil.Error):  # it went with its sandbox
            if "worker" in " ".join(process.cmdline()):
                process.kill()
    begin = time.perf_counter()
    while server.functions.post(f"http://{_address(server)}/", content=b"").status_code != 200:
        pass
    _time("from a crash to the next answer", begin)
    _deploy(server, 1, spec="scaleToZero: {scaleResources: [{windowSize: 500ms}]}")
    until(lambda: not server.functions.get("/api/functions/nothing/metrics").json()["loaded"])
    begin = time.perf_counter()
    server.functions.post(f"http://{_address(server)}/", content=b"").raise_for_status()
    _time("cold start: a call of an unloaded function", begin)


def _deploy(server: Served, workers: int, code: str = NOTHING, spec: str = "runtime: python") -> None:
    trigger = f"{{http: {{kind: http, numWorkers: {workers}}}}}"
    config = f"metadata: {{name: nothing}}\nspec: {{handler: 'main:handler', triggers: {trigger}, {spec}}}\n"
    parts = [("config", (None, config)), ("code", (None, code))]
    server.functions.post("/api/bundles", params={"replace": True}, files=parts).raise_for_status()
    while (state := _function(server)["status"]["state"]) != "ready":
        if state == "error":
            raise RuntimeError(_function(server)["status"]["message"])
        time.sleep(0.02)


def _function(server: Served) -> Any:
    return server.functions.get("/api/functions/nothing").raise_for_status().json()


def _address(server: Served) -> str:
    return f"{server.functions.base_url.host}:{_function(server)['status']['httpPort']}"


async def _rate(address: str) -> float:
    """Answers per second over connections that stay open; a plain client, so that it is not what is measured."""
    end = time.perf_counter() + RATE_SECONDS
    counts = await asyncio.gather(*(_calls_until(end, address) for _ in range(CONNECTIONS)))
    return sum(counts) / RATE_SECONDS


async def _calls_until(end: float, address: str) -> int:
    parts, count = urlsplit(f"//{address}"), 0
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    request = f"POST / HTTP/1.1\r\nHost: {address}\r\nContent-Length: 0\r\n\r\n".encode()
    while time.perf_counter() < end:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.decode())
        count += 1
    writer.close()
    return count


def _row(name: str, calls: int, call: Callable[[], object], spent: Callable[[], float], target: str = "") -> None:
    for _ in range(10):
        call()
    durations, before = [], spent()
    for _ in range(calls):
        begin = time.perf_counter()
        call()
        durations.append((time.perf_counter() - begin) * 1000)
    processor = (spent() - before) / calls * 1000
    durations.sort()
    times = f"{durations[calls // 2]:9.2f}{durations[int(calls * 0.99)]:9.2f}{processor:11.2f}"
    print(f"{name:44}{times}   {target}", flush=True)


def _own_processor_seconds() -> float:
    """Of this process and the workers it has started."""
    own = psutil.Process()
    times = [process.cpu_times() for process in (own, *own.children(recursive=True))]
    return sum(each.user + each.system for each in times)


def _time(name: str, begin: float, target: str = "") -> None:
    print(f"{name:44}{time.perf_counter() - begin:9.2f} s{'':10}{target}", flush=True)
