"""A whole run through the system beside a bare loop over the same pictures with the same model, taken in turns."""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.benchmarks import steps
from tests.benchmarks.deployed import deployed
from tests.benchmarks.pictures import ROOT, SHARED, folder_of
from tests.benchmarks.served import Served, served

WORKERS = 2
CONFIDENCE = 0.25
BARE_LOOP = SHARED / "bench" / "bench_raw.py"


@dataclass(frozen=True)
class Pass:
    """One way over all pictures."""

    pictures_per_second: float
    processor_ms: float
    objects: int


def measure(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="just bench main", description=__doc__)
    parser.add_argument("--pictures", type=int, default=200)
    parser.add_argument("--passes", type=int, default=3)
    options = parser.parse_args(arguments)
    model = SHARED / "models" / "yolov8n.onnx"
    if not model.exists():
        print(f"{SHARED} is missing: no YOLOv8n and no bare loop; measuring the shipped detector alone.")
        model = shipped_model()
    print(f"{psutil.cpu_count()} cores, load {psutil.getloadavg()[0]:.1f} before the start", flush=True)
    folder = folder_of(options.pictures)
    with tempfile.TemporaryDirectory() as data, served(Path(data)) as server:
        bare, system = _in_turns(server, model, folder, options.passes)
    _print(bare, system, options.pictures, model)


def _in_turns(server: Served, model: Path, folder: Path, passes: int) -> tuple[list[Pass], list[Pass]]:
    function = deployed(server, model)
    task = steps.make_task(server.api, "benchmark", function.labels, sorted(folder.glob("*.jpg")))
    steps.annotate(server.api, function.name, task, CONFIDENCE)  # both start warm
    bare, system = [], []
    for number in range(passes):
        if BARE_LOOP.exists():
            bare.append(_bare_pass(model, folder))
            print(f"pass {number}: bare loop {_line(bare[-1])}", flush=True)
        system.append(_system_pass(server, function.name, task, len(list(folder.iterdir()))))
        print(f"pass {number}: prelabel  {_line(system[-1])}", flush=True)
    return bare, system


def _bare_pass(model: Path, folder: Path) -> Pass:
    with tempfile.TemporaryDirectory() as out:
        result = Path(out, "bare.json")
        count = len(list(folder.glob("*.jpg")))
        options = {"engine": "ort", "procs": WORKERS, "threads": 1, "limit": count, "passes": 1, "conf": CONFIDENCE}
        pairs = [text for name, value in options.items() for text in (f"--{name}", str(value))]
        command = (sys.executable, BARE_LOOP, model, folder, *pairs, "--json", result)
        subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)
        found = json.loads(result.read_text("utf-8"))
    return Pass(found["wall_images_per_s"], found["cpu_ms_per_image"], found["boxes"])


def _system_pass(server: Served, function: str, task: int, count: int) -> Pass:
    spent = server.processor_seconds()
    seconds = steps.annotate(server.api, function, task, CONFIDENCE)
    spent = server.processor_seconds() - spent
    shapes = server.api.get(f"/api/tasks/{task}/annotations").raise_for_status().json()["shapes"]
    return Pass(count / seconds, spent / count * 1000, len(shapes))


def _print(bare: list[Pass], system: list[Pass], count: int, model: Path) -> None:
    print(f"\n{count} pictures of 1280x720, {model.name}, {WORKERS} processes of 1 thread, medians of {len(system)}")
    for name, passes in (("bare loop", bare), ("prelabel", system)):
        if passes:
            print(f"{name:10} {_line(_median(passes))}")
    if bare:
        pairs = list(zip(bare, system, strict=True))  # taken one after the other, so the machine was alike for both
        processor = statistics.median(b.processor_ms / s.processor_ms for b, s in pairs)
        print(f"by processor time alone, which other work on the machine changes little: {processor:.2f}")
        print(f"ratio {statistics.median(s.pictures_per_second / b.pictures_per_second for b, s in pairs):.2f}")


def _median(passes: list[Pass]) -> Pass:
    speeds = statistics.median(one.pictures_per_second for one in passes)
    return Pass(speeds, statistics.median(one.processor_ms for one in passes), passes[0].objects)


def _line(one: Pass) -> str:
    speed = f"{one.pictures_per_second:6.2f} pictures/s"
    return f"{speed}  {one.processor_ms:6.1f} ms of processor time per picture  {one.objects} objects"


def shipped_model() -> Path:
    """The detector that comes with the demo."""
    return next(path for path in ROOT.glob("**/fasteners-open.onnx") if ".venv" not in path.parts)
