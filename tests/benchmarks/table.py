"""The table that measurements of a server are printed as: wall time, processor time and memory, beside their limits."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.benchmarks.served import Served

SAMPLE_SECONDS = 0.05
HEADING = f"{'':48}{'wall':>10}{'processor':>11}{'peak':>9}   {'budget':12}CVAT 2.15"


@dataclass(frozen=True)
class Row:
    """One line: what a client waited, the processor time that the server spent on it, the most memory meanwhile."""

    name: str
    seconds: float
    processor_seconds: float
    peak_bytes: int
    budget_seconds: float | None = None
    cvat: str = ""

    def __str__(self) -> str:
        budget = "" if self.budget_seconds is None else f"≤ {shown(self.budget_seconds)}"
        times = f"{shown(self.seconds):>10}{shown(self.processor_seconds):>11}"
        return f"{self.name:48}{times}{self.peak_bytes / 2**20:5.0f} MiB   {budget:12}{self.cvat}".rstrip()


@dataclass
class Table:
    """Measures calls to a server and prints each as it is done."""

    server: Served
    rows: list[Row] = field(default_factory=list)

    def measure(
        self, name: str, work: Callable[[], object], times: int = 1, budget: float | None = None, cvat: str = ""
    ) -> None:
        """The median wall time of several calls, and the mean processor time of one."""
        walls = []
        spent = self.server.processor_seconds()
        with peak(self.server) as seen:
            for _ in range(times):
                begin = time.perf_counter()
                work()
                walls.append(time.perf_counter() - begin)
        spent = (self.server.processor_seconds() - spent) / times
        self.add(Row(name, statistics.median(walls), spent, seen[0], budget, cvat))

    def add(self, row: Row) -> None:
        self.rows.append(row)
        print(row, flush=True)


@contextmanager
def peak(server: Served) -> Iterator[list[int]]:
    """The most memory that the server has taken during a block, in bytes, as the one item of a list."""
    seen, done = [server.memory_bytes()], threading.Event()

    def watch() -> None:
        while not done.wait(SAMPLE_SECONDS):
            seen[0] = max(seen[0], server.memory_bytes())

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield seen
    finally:
        done.set()
        watcher.join()


def shown(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"
