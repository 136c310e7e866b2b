"""How quickly the server starts and answers, and how much memory it takes, beside the budgets of the design."""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import quote_plus

import httpx
import psutil

from tests.benchmarks import steps
from tests.benchmarks.pictures import folder_of
from tests.benchmarks.served import Served, served

PICTURES, RECTANGLES = 200, 100_000
FORMATS = ("CVAT for images 1.1", "COCO 1.0", "YOLO 1.1")
JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class Row:
    """One line of the table: what a client waited, and what processor time the server spent on it."""

    name: str
    seconds: float
    budget_seconds: float | None = None
    processor_seconds: float | None = None

    def __str__(self) -> str:
        budget = "" if self.budget_seconds is None else f"≤ {_time(self.budget_seconds)}"
        processor = "" if self.processor_seconds is None else _time(self.processor_seconds)
        return f"{self.name:44}{_time(self.seconds):>12}{processor:>12}   {budget}"


def measure(arguments: Sequence[str]) -> None:
    argparse.ArgumentParser(prog="just bench server", description=__doc__).parse_args(arguments)
    print(f"{psutil.cpu_count()} cores, load {psutil.getloadavg()[0]:.1f} before the start\n")
    print(f"{'':44}{'time':>12}{'processor':>12}   budget")
    with tempfile.TemporaryDirectory() as data:
        with served(Path(data)) as first:
            print(Row("start to first answer, new data folder", first.seconds_to_answer, 2, first.processor_seconds()))
        with served(Path(data)) as server:
            print(Row("start to first answer", server.seconds_to_answer, 2, server.processor_seconds()))
            idle = server.memory_bytes()
            for row in (*_pictures(server), *_annotations(server)):
                print(row, flush=True)
            print(f"\n{'memory idle':44}{idle / 2**20:8.0f} MiB               ≤ 150 MiB")
            print(f"{'memory afterwards':44}{server.memory_bytes() / 2**20:8.0f} MiB               ≤ 400 MiB")


def _pictures(server: Served) -> list[Row]:
    api, pictures = server.api, sorted(folder_of(PICTURES).glob("*.jpg"))
    size = sum(path.stat().st_size for path in pictures) / 2**20
    tasks: list[int] = []

    def create() -> None:
        tasks.append(steps.make_task(api, "benchmark", ["thing"], pictures))

    created = _row(server, f"task of {PICTURES} pictures ({size:.0f} MiB)", create, 3, 1)
    job = api.get("/api/jobs", params={"task_id": tasks[0]}).json()["results"][0]["id"]

    def media(kind: str, quality: str, number: int) -> Callable[[], object]:
        query: dict[str, str | int] = {"type": kind, "quality": quality, "number": number}
        return lambda: api.get(f"/api/tasks/{tasks[0]}/data/", params=query).raise_for_status()

    return [
        created,
        _row(server, "small request (one job)", lambda: api.get(f"/api/jobs/{job}").raise_for_status(), 200, 0.005),
        _row(server, "frame, original", media("frame", "original", 7), 100, 0.005),
        _row(server, "frame, compressed", media("frame", "compressed", 7), 30),
        _row(server, "chunk, original", media("chunk", "original", 0), 10),
        _row(server, "chunk, compressed", media("chunk", "compressed", 0), 3),
    ]


def _annotations(server: Served) -> list[Row]:
    api = server.api
    task = api.get("/api/tasks").json()["results"][0]["id"]
    label = api.get("/api/labels", params={"task_id": task}).json()["results"][0]["id"]
    address = f"/api/tasks/{task}/annotations"
    given = _body(_rectangles(label))
    put = partial(_sent, api, "PUT", address, given)
    rows = [
        _row(server, f"PUT of {RECTANGLES} rectangles", put, 3, 1.0),
        _row(server, f"GET of {RECTANGLES} rectangles", lambda: api.get(address).raise_for_status(), 5, 0.3),
    ]
    change = _body(api.get(address).json()["shapes"][:100])
    patch = partial(_sent, api, "PATCH", f"{address}?action=update", change)
    rows.append(_row(server, "PATCH of 100 of them", patch, 5, 0.03))
    return rows + [_row(server, f"export as {name}", partial(_export, api, task, name), 3, 1) for name in FORMATS]


def _row(server: Served, name: str, work: Callable[[], object], times: int, budget_seconds: float | None = None) -> Row:
    """The median of several calls, and the mean processor time of one."""
    walls = []
    spent = server.processor_seconds()
    for _ in range(times):
        begin = time.perf_counter()
        work()
        walls.append(time.perf_counter() - begin)
    return Row(name, statistics.median(walls), budget_seconds, (server.processor_seconds() - spent) / times)


def _sent(api: httpx.Client, method: str, address: str, body: bytes) -> None:
    api.request(method, address, content=body, headers=JSON).raise_for_status()


def _body(shapes: Sequence[object]) -> bytes:
    return json.dumps({"version": 0, "tags": [], "tracks": [], "shapes": shapes}).encode()


def _rectangles(label: int) -> list[dict[str, object]]:
    chance = random.Random(0)
    shapes = []
    for number in range(RECTANGLES):
        left, top = chance.uniform(0, 1000), chance.uniform(0, 500)
        points = [left, top, left + chance.uniform(5, 250), top + chance.uniform(5, 200)]
        shapes.append({"type": "rectangle", "frame": number % PICTURES, "label_id": label, "points": points})
    return shapes


def _export(api: httpx.Client, task: int, name: str) -> None:
    address = f"/api/tasks/{task}/dataset/export?format={quote_plus(name)}&save_images=False&location=local"
    done = steps.wait_for(api, api.post(address).raise_for_status().json()["rq_id"])
    api.get(done["result_url"]).raise_for_status()


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"
