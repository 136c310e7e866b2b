"""Small stand-ins for the pipeline's ports: a function of a few threads, frames in memory, a sink that keeps all."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from prelabel.domain.frames import Frame
from prelabel.runs.pipeline import FrameResult

Handler = Callable[[dict[str, Any]], Any]


class ThreadedFunction:
    """`capacity` threads that call a handler with the parsed body; `most_in_flight` is what was ever handed over."""

    def __init__(self, handler: Handler, capacity: int) -> None:
        self.capacity = capacity
        self.most_in_flight = 0
        self.bodies: list[dict[str, Any]] = []
        self._handler = handler
        self._threads = ThreadPoolExecutor(capacity)
        self._in_flight = 0
        self._lock = threading.Lock()

    def submit(self, body: bytes) -> Future[bytes]:
        with self._lock:
            self._in_flight += 1
            self.most_in_flight = max(self.most_in_flight, self._in_flight)
            self.bodies.append(json.loads(body))
        future = self._threads.submit(self._call, self.bodies[-1])
        future.add_done_callback(self._ended)
        return future

    def close(self) -> None:
        self._threads.shutdown()

    def _call(self, body: dict[str, Any]) -> bytes:
        answer = self._handler(body)
        return answer if isinstance(answer, bytes) else json.dumps(answer).encode()

    def _ended(self, _: Future[bytes]) -> None:
        with self._lock:
            self._in_flight -= 1


@contextmanager
def function(handler: Handler, capacity: int = 2) -> Iterator[ThreadedFunction]:
    """A function whose threads have ended afterwards."""
    made = ThreadedFunction(handler, capacity)
    try:
        yield made
    finally:
        made.close()


class Pictures:
    """Frames whose picture is their number as text; some of them cannot be read."""

    def __init__(self, count: int, unreadable: Iterable[int] = ()) -> None:
        self._frames = [Frame(number=n, name=f"{n}.jpg", width=100, height=80) for n in range(count)]
        self._unreadable = set(unreadable)

    def frames(self) -> Iterator[Frame]:
        return iter(self._frames)

    def read(self, frame: Frame) -> bytes:
        if frame.number in self._unreadable:
            raise FileNotFoundError(frame.name)
        return str(frame.number).encode()


class Results:
    """Keeps what is written; says cancelled when `cancel` says so."""

    def __init__(self, cancel: Callable[[], bool] = lambda: False) -> None:
        self.batches: list[Sequence[FrameResult]] = []
        self.cancelled = cancel

    def write(self, results: Sequence[FrameResult]) -> None:
        self.batches.append(results)

    @property
    def frames(self) -> list[int]:
        """The frames written, in their order."""
        return sorted(result.frame.number for batch in self.batches for result in batch)
