"""Functions under random calls, killed workers, redeployments and memory hogs: nothing may be lost or left behind."""

from __future__ import annotations

import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil

from tests.integration.functions.platform import Platform, running
from tests.waiting import until

CALLERS = 4
FUNCTIONS = ("answers", "ends-itself", "eats-memory", "dozes")
QUESTIONS: tuple[tuple[str, str, bytes], ...] = (
    ("answers", "/dict", b""),
    ("answers", "/raises", b""),
    ("answers", "/event", b"x" * 100_000),
    ("ends-itself", "/", b""),
    ("ends-itself", "/", b"1"),
    ("eats-memory", "/", b""),
    ("eats-memory", "/", b"300"),
    ("dozes", "/", b""),
)
WEIGHTS = (20, 5, 10, 20, 1, 10, 1, 10)


@dataclass
class Report:
    """What came of it. `unexplained` are answers that are neither good nor an error with words."""

    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    unexplained: list[str] = field(default_factory=list)
    asked: int = 0
    growth_bytes: int = 0
    left_behind: list[str] = field(default_factory=list)

    @property
    def answered(self) -> int:
        return sum(self.statuses.values())


def measure(arguments: Sequence[str]) -> None:
    """`just soak [SECONDS]`: prints what came of it; the status is 1 when something was lost or left behind."""
    seconds = float(arguments[0]) if arguments else 600.0
    with tempfile.TemporaryDirectory() as folder:
        report = soak(Path(folder), Path(folder) / "environments", seconds)
    for (name, status), count in sorted(report.statuses.items()):
        print(f"{name:16}{status:6}{count:9}")
    print(f"asked {report.asked}, answered {report.answered}, memory grew by {report.growth_bytes / 1e6:.1f} MB")
    print("left behind:", ", ".join(report.left_behind) or "nothing")
    if report.unexplained or report.left_behind or report.asked != report.answered:
        raise SystemExit(f"unexplained: {report.unexplained[:5]}")


def soak(data: Path, environments: Path, seconds: float, seed: int = 1) -> Report:
    """Run the soak on a platform of its own."""
    report = Report()
    before = _belongings()
    with running(data, environments) as platform:
        for name in FUNCTIONS:
            assert platform.deploy(name).state == "ready"
        _press(platform, report, min(5.0, seconds / 4), seed)
        begun = psutil.Process().memory_info().rss
        _press(platform, report, seconds, seed + 1)
        report.growth_bytes = psutil.Process().memory_info().rss - begun
        ports = set(platform.doors.apps)
        if len(ports) != len(FUNCTIONS):
            report.left_behind.append(f"ports {ports}")
    report.left_behind += _more(before)
    return report


def _press(platform: Platform, report: Report, seconds: float, seed: int) -> None:
    end, lock = time.monotonic() + seconds, threading.Lock()

    def call_on(number: int) -> None:
        chance = random.Random(seed * 100 + number)
        while time.monotonic() < end:
            name, path, body = chance.choices(QUESTIONS, WEIGHTS)[0]
            with lock:
                report.asked += 1
            answer = platform.call(name, path, body)
            with lock:
                _note(report, name, answer)

    with ThreadPoolExecutor(CALLERS + 1) as pool:
        work = [pool.submit(call_on, number) for number in range(CALLERS)]
        work.append(pool.submit(_disturb, platform, end, random.Random(seed)))
        for each in work:
            each.result()


def _note(report: Report, name: str, answer: httpx.Response) -> None:
    report.statuses[name, answer.status_code] += 1
    if answer.status_code != 200 and not answer.content.strip():
        report.unexplained.append(f"{name} answered {answer.status_code} without a word")


def _disturb(platform: Platform, end: float, chance: random.Random) -> None:
    """Kill a worker or deploy a function again, twice a second."""
    while time.monotonic() < end:
        name = chance.choice(FUNCTIONS)
        workers = sorted(platform.workers(name))
        if chance.random() < 0.7 and workers:
            with suppress(psutil.NoSuchProcess):
                psutil.Process(chance.choice(workers)).kill()
        else:
            platform.deploy(name, replace=True)
        time.sleep(0.5)


def _belongings() -> tuple[int, int, set[int]]:
    own = psutil.Process()
    return threading.active_count(), _open_files(own), {child.pid for child in own.children(recursive=True)}


def _open_files(process: psutil.Process) -> int:
    if sys.platform == "win32":
        return process.num_handles()
    return process.num_fds()


def _more(before: tuple[int, int, set[int]]) -> list[str]:
    """What there is more of than before, once everything has had time to end."""
    with suppress(AssertionError):
        until(lambda: not _difference(before), 20)
    return _difference(before)


def _difference(before: tuple[int, int, set[int]]) -> list[str]:
    threads, files, children = _belongings()
    found = []
    if threads > before[0]:
        found.append(f"{threads - before[0]} threads")
    if files > before[1] + 2:  # an event loop and a database may have opened what is kept for good
        found.append(f"{files - before[1]} files")
    if children - before[2]:
        found.append(f"processes {children - before[2]}")
    return found
