"""The steps of the scenario that was measured on CVAT 2.15, against a server of ours, beside its figures and budgets.

Tasks, automatic annotation, 100,000 rectangles written, read, changed, exported and imported, frames and chunks, small
requests. CVAT's figures stand in the design; they are wall times of two shared cores, so compare ratios.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import psutil

from tests.benchmarks import steps
from tests.benchmarks.pictures import folder_of
from tests.benchmarks.served import Served, served
from tests.benchmarks.table import HEADING, Row, Table

LABELS = [f"label{number}" for number in range(5)]
FORMATS = (("CVAT for images 1.1", "11 s"), ("COCO 1.0", "20 s"), ("YOLO 1.1", "22 s"))
JSON = {"Content-Type": "application/json"}
CHANGED, CHUNK_CALLS, SETTLED_SECONDS = 100, 50, 5
DETECTOR = """
import json, time
BOXES = [{"label": f"label{n}", "type": "rectangle", "points": [n, n, n + 50, n + 50], "confidence": 0.9}
         for n in range(5)]
def handler(context, event):
    time.sleep(%s)
    return context.Response(body=json.dumps(BOXES), headers={}, content_type="application/json", status_code=200)
"""


@dataclass(frozen=True)
class Task:
    """A task under test, with its job and labels."""

    id: int
    job: int
    labels: Sequence[int]


def measure(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="just bench api", description=__doc__)
    parser.add_argument("--pictures", type=int, default=200)
    parser.add_argument("--shapes", type=int, default=100_000)
    options = parser.parse_args(arguments)
    pictures = sorted(folder_of(options.pictures).glob("*.jpg"))
    print(f"{psutil.cpu_count()} cores, load {psutil.getloadavg()[0]:.1f} before the start\n\n{HEADING}")
    with tempfile.TemporaryDirectory() as data, served(Path(data)) as server:
        idle, table = server.memory_bytes(), Table(server)
        task = _tasks(table, pictures)
        _automatic(table, task, len(pictures))
        _annotations(table, task, len(pictures), options.shapes)
        _datasets(table, task, pictures, options.shapes)
        _frames(table, task, pictures)
        _small_requests(table, task)
        time.sleep(SETTLED_SECONDS)
        print(f"\n{'memory idle, before everything':48}{idle / 2**20:8.0f} MiB{'':15}≤ 150 MiB   2.4 GB")
        print(f"{'memory idle, after everything':48}{server.memory_bytes() / 2**20:8.0f} MiB{'':15}≤ 400 MiB   4.4 GB")


# --- tasks


def _tasks(table: Table, pictures: Sequence[Path]) -> Task:
    size = sum(path.stat().st_size for path in pictures) / 2**20
    made: list[Task] = []
    table.measure(
        f"task of {len(pictures)} pictures ({size:.0f} MiB)",
        lambda: made.append(_task(table.server, pictures)),
        times=3,
        budget=1,
        cvat="1.8 s, 7.6 s static",
    )
    return made[-1]


def _task(server: Served, pictures: Sequence[Path], **options: int) -> Task:
    task = steps.make_task(server.api, "benchmark", LABELS, pictures, **options)
    job = server.api.get("/api/jobs", params={"task_id": task}).json()["results"][0]["id"]
    labels = server.api.get("/api/labels", params={"task_id": task}).json()["results"]
    return Task(task, job, [label["id"] for label in labels])


# --- automatic annotation


def _automatic(table: Table, task: Task, pictures: int) -> None:
    for delay_ms, cvat in ((0, "220 ms, 33 ms static, for each"), (50, "3.8/s, 11/s static")):
        name = f"bench-{delay_ms}"
        _deploy(table.server, name, delay_ms / 1000)
        run = partial(steps.annotate, table.server.api, name, task.id, 0)
        table.measure(f"run over {pictures} pictures, {delay_ms} ms, 2 workers", run, 3, None, cvat)
        each = table.rows[-1]
        bare_seconds = delay_ms / 1000 / 2
        overhead = each.seconds / pictures - bare_seconds
        table.add(Row("  overhead of each picture", overhead, each.processor_seconds / pictures, 0, 0.003))
    call = {"task": task.id, "frame": 0}
    address = "/api/lambda/functions/bench-0"
    table.measure("one immediate call", lambda: table.server.api.post(address, json=call).raise_for_status(), 20)


def _deploy(server: Served, name: str, delay_seconds: float) -> None:
    labels = json.dumps([{"id": number, "name": label, "type": "any"} for number, label in enumerate(LABELS)])
    config = {
        "metadata": {"name": name, "annotations": {"type": "detector", "spec": labels}},
        "spec": {"handler": "main:handler", "triggers": {"http": {"kind": "http", "numWorkers": 2}}},
    }
    parts = [("config", (None, json.dumps(config))), ("code", (None, DETECTOR % delay_seconds))]
    server.functions.post("/api/bundles", params={"replace": True}, files=parts).raise_for_status()
    while (status := server.functions.get(f"/api/functions/{name}").raise_for_status().json()["status"]) and status[
        "state"
    ] != "ready":
        if status["state"] == "error":
            raise RuntimeError(status["message"])
        time.sleep(0.05)


# --- annotations


def _annotations(table: Table, task: Task, pictures: int, count: int) -> None:
    api, address = table.server.api, f"/api/jobs/{task.job}/annotations"
    shapes = _body(_rectangles(task.labels, pictures, count, seed=7))
    put = partial(_read, api, address, "identity", "PUT", shapes)
    get = partial(_read, api, address)
    table.measure(f"PUT of {count} rectangles", put, 3, 1, "32 s")
    table.measure(f"GET of {count} rectangles", partial(get, "identity"), 5, 0.3, "5.8 s")
    table.measure(f"GET of {count} rectangles, gzip", partial(get, "gzip"), 3)
    more = _body(_rectangles(task.labels, pictures, CHANGED, seed=100))
    create = partial(_sent, api, "PATCH", f"{address}?action=create", more)
    table.measure(f"PATCH, {CHANGED} created", create, 5, 0.03, "0.13–0.17 s")
    made = [_body(create()["shapes"]) for _ in range(5)]
    update = partial(_sent, api, "PATCH", f"{address}?action=update", made[0])
    table.measure(f"PATCH, {CHANGED} updated", update, 5, 0.03)
    delete = partial(_sent, api, "PATCH", f"{address}?action=delete")
    table.measure(f"PATCH, {CHANGED} deleted", lambda: delete(made.pop()), 5, 0.03)
    put()


def _sent(api: httpx.Client, method: str, address: str, body: bytes) -> Any:
    return api.request(method, address, content=body, headers=JSON).raise_for_status().json()


def _read(api: httpx.Client, address: str, encoding: str, method: str = "GET", body: bytes | None = None) -> None:
    """The whole answer, not unpacked: what the client does with it is not the server's."""
    with api.stream(method, address, content=body, headers={**JSON, "Accept-Encoding": encoding}) as answer:
        assert sum(map(len, answer.raise_for_status().iter_raw())) > 0


def _body(shapes: Sequence[object]) -> bytes:
    return json.dumps({"version": 0, "tags": [], "tracks": [], "shapes": shapes}).encode()


def _rectangles(labels: Sequence[int], pictures: int, count: int, seed: int) -> list[dict[str, object]]:
    chance = random.Random(seed)
    plain = {"type": "rectangle", "occluded": False, "outside": False, "z_order": 0, "rotation": 0.0, "group": 0}
    shapes = []
    for number in range(count):
        left, top = chance.uniform(0, 1100), chance.uniform(0, 600)
        points = [left, top, left + chance.uniform(10, 150), top + chance.uniform(10, 100)]
        where = {"frame": number % pictures, "label_id": labels[number % len(labels)]}
        shapes.append(
            {**plain, **where, "points": [round(point, 2) for point in points], "source": "manual", "attributes": []}
        )
    return shapes


# --- data sets


def _datasets(table: Table, task: Task, pictures: Sequence[Path], count: int) -> None:
    api = table.server.api
    archives: dict[str, bytes] = {}

    def export(name: str) -> None:
        archives[name] = steps.export(api, task.id, name)

    for name, cvat in FORMATS:
        table.measure(f"export of {count} as {name}", partial(export, name), 3, 1, cvat)
    other = _task(table.server, pictures)
    load = partial(steps.load, api, other.id, "COCO 1.0", archives["COCO 1.0"])
    table.measure(f"import of {count} from COCO 1.0", load, 3, 3, "80 s")
    kept = len(api.get(f"/api/tasks/{other.id}/annotations").json()["shapes"])
    assert kept == count, f"the import kept {kept} of {count} shapes"


# --- frames and chunks


def _frames(table: Table, task: Task, pictures: Sequence[Path]) -> None:
    api, numbers = table.server.api, iter(range(10**9))

    def frame(quality: str) -> None:
        _media(api, f"tasks/{task.id}", "frame", next(numbers) % len(pictures), quality)

    table.measure("frame, original", partial(frame, "original"), len(pictures), 0.005, "65–210 ms")
    table.measure("frame, compressed", partial(frame, "compressed"), len(pictures))
    small = _task(table.server, pictures, chunk_size=4)
    ask = partial(_chunks, table.server, small, -(-len(pictures) // 4))
    table.measure(f"{CHUNK_CALLS} chunks of 4 at once, cold", ask)
    table.measure(f"{CHUNK_CALLS} chunks of 4 at once, warm", ask)
    chunk: Callable[[], None] = partial(_media, api, f"jobs/{task.job}", "chunk", 0, "compressed")
    table.measure("chunk of 36, compressed, cold", chunk)
    table.measure("chunk of 36, compressed, warm", chunk, 5, 0.06)
    table.measure("chunk of 36, original", partial(_media, api, f"jobs/{task.job}", "chunk", 0, "original"), 5)


def _chunks(server: Served, task: Task, count: int) -> None:
    ask = partial(_media, server.api, f"jobs/{task.job}", "chunk")
    with ThreadPoolExecutor(CHUNK_CALLS) as pool:
        list(pool.map(lambda number: ask(number % count, "compressed"), range(CHUNK_CALLS)))


def _media(api: httpx.Client, whose: str, kind: str, number: int, quality: str) -> None:
    query = {"type": kind, "number": str(number), "quality": quality}
    api.get(f"/api/{whose}/data", params=query).raise_for_status()


# --- small requests


def _small_requests(table: Table, task: Task) -> None:
    api = table.server.api
    for name, address, budget, cvat in (
        ("one job", f"/api/jobs/{task.job}", 0.005, "64 ms"),
        ("one task", f"/api/tasks/{task.id}", 0.005, ""),
        ("list of tasks", "/api/tasks?page_size=10", 0.03, ""),
        ("labels of a task", f"/api/labels?task_id={task.id}", 0.005, ""),
        ("frames' names and sizes", f"/api/jobs/{task.job}/data/meta", None, ""),
        ("about", "/api/server/about", 0.005, ""),
    ):
        table.measure(name, partial(_get, api, address), 200, budget, cvat)


def _get(api: httpx.Client, address: str) -> None:
    api.get(address).raise_for_status()
