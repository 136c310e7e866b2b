"""How smoothly the editor draws, beside a page of SVG elements as CVAT draws them, in the same browser and run.

A frame is the time from one event to the next animation frame, with the browser's frame limit off. Both pages show the
same picture and the same shapes with a label on each, in the same window, and get the same events in the same order:
a pan by the middle button, a zoom by the wheel, a hover over everything, a corner that is dragged. Without a graphics
card, as here, the browser draws everything with the processor, so the window's pixels cost more than the shapes.
Also: how soon a large job shows its first picture, how soon the next one comes, and what the page holds after many.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

import start
from tests.benchmarks.canvas.scenes import COLOR, SCENES, SIZE, Scene, picture
from tests.benchmarks.canvas.work import large_job
from tests.benchmarks.served import Served, served
from tests.benchmarks.steps import make_task

HERE = Path(__file__).parent
PLAIN = ["--no-sandbox", "--disable-gpu", "--disable-quic"]
FLAGS = [*PLAIN, "--disable-frame-rate-limit", "--disable-gpu-vsync"]
WINDOW = ViewportSize(width=1600, height=900)
GESTURES = ("pan", "zoom", "hover", "drag")
HEADING = (
    f"{'':32}"
    + "".join(f"{name:>26}" for name in GESTURES)
    + "\n"
    + f"{'p50 / p95, ms':32}"
    + f"{'ours':>14}{'SVG':>12}" * 4
)


@dataclass(frozen=True)
class Figure:
    """Frame times in milliseconds."""

    p50: float
    p95: float

    @classmethod
    def of(cls, gaps: Sequence[float]) -> Figure:
        ordered = sorted(gaps)
        return cls(statistics.median(ordered), ordered[int(len(ordered) * 0.95)])

    def __str__(self) -> str:
        return f"{self.p50:.0f} / {self.p95:.0f}"


def measure(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="just bench canvas", description=__doc__.partition("\n")[0])
    parser.add_argument("--frames", type=int, default=120, help="frames of each gesture")
    parser.add_argument("--job", type=int, default=1000, help="pictures of the large job")
    options = parser.parse_args(arguments)
    print(f"{psutil.cpu_count()} cores, load {psutil.getloadavg()[0]:.1f}; software rendering; {SIZE[0]}x{SIZE[1]}\n")
    with tempfile.TemporaryDirectory() as data, served(Path(data)) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=start.browser(), args=FLAGS)
        _gestures(server, browser, options.frames)
        browser.close()
        print()
        browser = playwright.chromium.launch(executable_path=start.browser(), args=PLAIN)
        large_job(server, signed_in(server, browser), options.job)
        browser.close()


def _gestures(server: Served, browser: Browser, frames: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "picture.jpg"
        file.write_bytes(picture())
        task = make_task(server.api, "canvas", ["a"], [file])
        job = server.api.get("/api/jobs", params={"task_id": task}).json()["results"][0]["id"]
        label = server.api.get("/api/labels", params={"task_id": task}).json()["results"][0]["id"]
        print(HEADING)
        for scene in SCENES:
            ours = _ours(server, browser, job, label, scene, frames)
            peer = _svg(browser, file, scene, frames) if scene.as_svg else {}
            cells = "".join(f"{ours.get(name, '–')!s:>14}{peer.get(name, '–')!s:>12}" for name in GESTURES)
            print(f"{scene.name:32}{cells}", flush=True)


def signed_in(server: Served, browser: Browser) -> Page:
    headers = {"Authorization": server.api.headers["Authorization"]}
    context = browser.new_context(base_url=str(server.api.base_url), viewport=WINDOW, extra_http_headers=headers)
    return context.new_page()


def _ours(server: Served, browser: Browser, job: int, label: int, scene: Scene, frames: int) -> dict[str, Figure]:
    body = {
        "version": 0,
        "tags": [],
        "tracks": [],
        "shapes": [{**shape, "frame": 0, "label_id": label} for shape in scene.shapes],
    }
    server.api.put(f"/api/jobs/{job}/annotations", json=body).raise_for_status()
    page = signed_in(server, browser)
    page.goto(f"/jobs/{job}/edit?frame=0")
    page.wait_for_selector("[role=application][data-frame='0']")
    page.wait_for_timeout(500)
    found = _measured(page, "[role=application]", scene, frames)
    page.context.close()
    return found


def _svg(browser: Browser, file: Path, scene: Scene, frames: int) -> dict[str, Figure]:
    page = browser.new_context(viewport=WINDOW).new_page()
    page.goto((HERE / "svg.html").as_uri())
    drawn = [{**shape, "color": COLOR, "name": "a"} for shape in scene.shapes]
    page.evaluate("([picture, size, drawn]) => show(picture, size, drawn)", [file.as_uri(), SIZE, drawn])
    page.wait_for_timeout(500)
    found = _measured(page, "#host", scene, frames)
    page.context.close()
    return found


def _measured(page: Page, host: str, scene: Scene, frames: int) -> dict[str, Figure]:
    page.evaluate(f"() => {{ {(HERE / 'gestures.js').read_text('utf-8')} }}")
    gestures = GESTURES if scene.can_be_stretched else GESTURES[:3]
    return {name: Figure.of(_gaps(page, host, name, scene, frames)) for name in gestures}


def _gaps(page: Page, host: str, gesture: str, scene: Scene, frames: int) -> list[float]:
    order: dict[str, Any] = {"host": host, "gesture": gesture, "frames": frames, "from": [0, 0]}
    if gesture == "drag":
        scale, x, y = map(float, (page.locator(host).get_attribute("data-view") or "").split())
        box = page.locator(host).bounding_box()
        assert box
        right, bottom = scene.shapes[0]["points"][2:4]
        order["from"] = [box["x"] + x + scale * right - 1, box["y"] + y + scale * bottom - 1]
    gaps: list[float] = page.evaluate("(order) => measure(order)", order)
    time.sleep(0.3)  # the sharp drawing after a gesture belongs to none
    return gaps
