"""Work in a large job: opening it, going on to the next frame, and what the page holds after hundreds of them.

Measured in a browser as people have it, with its limit of 60 frames a second: one that draws without a limit draws all
the while that it waits, and takes the processor from what is waited for.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import CDPSession, Page

from tests.benchmarks.served import Served
from tests.benchmarks.steps import make_task
from tests.benchmarks.table import shown
from tests.pictures import folder_of

SHAPES = 20
STEPS = 500
READY = "[role=application][data-frame='{}']"
# Which decoded pictures are there: their memory is not in the heap.
WATCH = """
    window.decoded = new Set();
    const { createImageBitmap: make } = window;
    window.createImageBitmap = async (...given) => {
        const bitmap = await make(...given);
        decoded.add(bitmap);
        return bitmap;
    };
    const { close } = ImageBitmap.prototype;
    ImageBitmap.prototype.close = function () { decoded.delete(this); close.call(this); };
"""
DECODED = "() => [...decoded].reduce((sum, { width, height }) => sum + 4 * width * height, 0)"


def large_job(server: Served, page: Page, pictures: int) -> None:
    job = _made(server, pictures)
    page.add_init_script(WATCH)
    page.goto("/tasks")  # the app itself is loaded once a day
    page.wait_for_selector("table")
    begun = time.perf_counter()
    page.goto(f"/jobs/{job}/edit?frame=0")
    page.wait_for_selector(READY.format(0))
    _print(f"open a job of {pictures:,} frames, {pictures * SHAPES:,} shapes", time.perf_counter() - begun, "≤ 1.5 s")
    session = page.context.new_cdp_session(page)
    steps = min(STEPS, pictures - 1)
    first = _next_frames(page, 1, 20)
    before = _held(page, session)
    rest = _next_frames(page, 21, steps)
    _print("next frame, its picture there already (p50)", statistics.median([*first, *rest]) / 1000, "≤ 50 ms")
    _print("the same, the slowest of twenty (p95)", statistics.quantiles([*first, *rest], n=20)[-1] / 1000, "")
    for name, early, late in zip(("heap", "decoded pictures"), before, _held(page, session), strict=True):
        print(f"{f'{name} of the page after 20 and {steps} frames':52}{early:.1f} and {late:.1f} MB")
    _grid(page, job, pictures)


def _grid(page: Page, job: int, pictures: int) -> None:
    """All that a model found, one object on each frame, is accepted at once, and taken back."""
    begun = time.perf_counter()
    page.goto(f"/jobs/{job}/grid")
    page.wait_for_selector("[data-tile]")
    _print(f"its grid, {pictures:,} predictions", time.perf_counter() - begun, "")
    begun = time.perf_counter()
    page.keyboard.press("Shift+A")
    page.wait_for_selector("[data-tile]", state="detached")
    _print("all of them accepted", time.perf_counter() - begun, "")
    page.wait_for_selector("[data-state=saved]")
    _print("and saved", time.perf_counter() - begun, "")
    begun = time.perf_counter()
    page.keyboard.press("Control+z")
    page.wait_for_selector("[data-tile]")
    _print("taken back", time.perf_counter() - begun, "")
    page.wait_for_selector("[data-state=saved]")
    _print("and saved", time.perf_counter() - begun, "")


def _print(name: str, seconds: float, limit: str) -> None:
    print(f"{name:52}{shown(seconds):>9}   {limit}", flush=True)


def _made(server: Served, pictures: int) -> int:
    """The id of a job with so many small pictures, each with `SHAPES` boxes, of which a model has found one."""
    with tempfile.TemporaryDirectory() as folder:
        files = folder_of(Path(folder) / "pictures", [f"{number:05d}.jpg" for number in range(pictures)])
        task = make_task(server.api, "large", ["a"], files)
    job: int = server.api.get("/api/jobs", params={"task_id": task}).json()["results"][0]["id"]
    label = server.api.get("/api/labels", params={"task_id": task}).json()["results"][0]["id"]
    found = {"source": "auto", "score": 0.5}
    shapes = [
        {
            **(found if at == 0 else {}),
            "type": "rectangle",
            "frame": frame,
            "label_id": label,
            "points": [at * 2, at, at * 2 + 9, at + 9],
        }
        for frame in range(pictures)
        for at in range(SHAPES)
    ]
    body = {"version": 0, "tags": [], "tracks": [], "shapes": shapes}
    server.api.put(f"/api/jobs/{job}/annotations", json=body).raise_for_status()
    return job


def _next_frames(page: Page, first: int, last: int) -> list[float]:
    """Press F for each frame; milliseconds until frame and objects are there and drawn, told by the page itself."""
    page.evaluate(
        """() => { window.arrived = (frame) => new Promise((done) => {
            const stage = document.querySelector("[role=application]");
            const begun = performance.now();
            const drawn = () => requestAnimationFrame(() => done(performance.now() - begun));
            const look = () => stage.dataset.frame === String(frame) ? drawn() : requestAnimationFrame(look);
            window.dispatchEvent(new KeyboardEvent("keydown", { code: "KeyF", key: "f" }));
            look();
        }); }"""
    )
    times = []
    for frame in range(first, last + 1):
        times.append(float(page.evaluate("(frame) => arrived(frame)", frame)))
        page.wait_for_timeout(20)  # a person looks; what comes next is fetched meanwhile
    return times


def _held(page: Page, session: CDPSession) -> tuple[float, float]:
    """Heap and decoded pictures of the page, in MB."""
    session.send("HeapProfiler.collectGarbage")
    heap = float(session.send("Runtime.getHeapUsage")["usedSize"])
    return heap / 2**20, float(page.evaluate(DECODED)) / 2**20
