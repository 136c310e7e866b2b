"""How quickly the server starts and answers, and how much memory it takes, beside the budgets of the design."""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import quote_plus

import httpx

from tests.benchmarks import steps
from tests.benchmarks.pictures import folder_of
from tests.benchmarks.served import Served, served

PICTURES, RECTANGLES = 200, 100_000
FORMATS = ("CVAT for images 1.1", "COCO 1.0", "YOLO 1.1")
JSON = {"Content-Type": "application/json"}
Row = tuple[str, float, str, str]


def measure(arguments: Sequence[str]) -> None:
    argparse.ArgumentParser(prog="just bench server", description=__doc__).parse_args(arguments)
    with tempfile.TemporaryDirectory() as data:
        with served(Path(data)) as first:
            rows: list[Row] = [("start to first answer, new data folder", first.seconds_to_answer, "s", "2")]
        with served(Path(data)) as server:
            rows.append(("start to first answer, later", server.seconds_to_answer, "s", "2"))
            rows.append(("memory idle", server.memory_bytes() / 2**20, "MiB", "150"))
            rows += _task(server)
            rows.append(("memory afterwards", server.memory_bytes() / 2**20, "MiB", "400"))
    print(f"{'':46}{'measured':>10}      budget")
    for name, value, unit, budget in rows:
        print(f"{name:46}{value:10.3f} {unit:4} {'≤ ' + budget if budget else ''}")


def _task(server: Served) -> list[Row]:
    api, pictures = server.api, sorted(folder_of(PICTURES).glob("*.jpg"))
    size = sum(path.stat().st_size for path in pictures) / 2**20
    begin = time.perf_counter()
    task = steps.make_task(api, "benchmark", ["thing"], pictures)
    created = time.perf_counter() - begin
    job = api.get("/api/jobs", params={"task_id": task}).json()["results"][0]["id"]

    def media(kind: str, quality: str, number: int) -> Callable[[], httpx.Response]:
        query: dict[str, str | int] = {"type": kind, "quality": quality, "number": number}
        return lambda: api.get(f"/api/tasks/{task}/data/", params=query)

    return [
        (f"task of {PICTURES} pictures ({size:.0f} MiB)", created, "s", "1"),
        ("small request (one job)", _milliseconds(lambda: api.get(f"/api/jobs/{job}"), 200), "ms", "5"),
        ("frame, original", _milliseconds(media("frame", "original", 7), 100), "ms", "5"),
        ("frame, compressed", _milliseconds(media("frame", "compressed", 7), 30), "ms", ""),
        ("chunk, original", _milliseconds(media("chunk", "original", 0), 10), "ms", ""),
        *_annotations(api, task),
    ]


def _annotations(api: httpx.Client, task: int) -> list[Row]:
    label = api.get("/api/labels", params={"task_id": task}).json()["results"][0]["id"]
    address = f"/api/tasks/{task}/annotations"
    given = _body(_rectangles(label))
    put = _seconds(lambda: api.put(address, content=given, headers=JSON), 3)
    get = _seconds(lambda: api.get(address), 5)
    change = _body(api.get(address).json()["shapes"][:100])
    patch = _seconds(lambda: api.patch(address, params={"action": "update"}, content=change, headers=JSON), 5)
    return [
        (f"PUT of {RECTANGLES} rectangles", put, "s", "1.0"),
        (f"GET of {RECTANGLES} rectangles", get, "s", "0.3"),
        ("PATCH of 100 of them", patch, "s", "0.03"),
        *((f"export as {name}", _seconds(partial(_export, api, task, name), 3), "s", "1") for name in FORMATS),
    ]


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


def _export(api: httpx.Client, task: int, name: str) -> httpx.Response:
    address = f"/api/tasks/{task}/dataset/export?format={quote_plus(name)}&save_images=False&location=local"
    done = steps.wait_for(api, api.post(address).raise_for_status().json()["rq_id"])
    return api.get(done["result_url"])


def _seconds(work: Callable[[], httpx.Response], times: int) -> float:
    """The median of several calls."""
    spent = []
    for _ in range(times):
        begin = time.perf_counter()
        work().raise_for_status()
        spent.append(time.perf_counter() - begin)
    return statistics.median(spent)


def _milliseconds(work: Callable[[], httpx.Response], times: int) -> float:
    return _seconds(work, times) * 1000
