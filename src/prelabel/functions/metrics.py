"""What is counted of a function since the server started: calls, errors, how long they took."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass

KEPT_CALLS = 2000


@dataclass(frozen=True)
class Latency:
    """Seconds within which this share of the last calls was answered, the wait for a worker included."""

    p50: float = 0.0
    p95: float = 0.0
    p99: float = 0.0


class Metrics:
    """Counts the calls of one function. Used from one thread."""

    def __init__(self) -> None:
        self.calls = 0
        self.errors = 0
        self.last_used = time.monotonic()
        self._answered = 0
        self._durations: deque[float] = deque(maxlen=KEPT_CALLS)

    @property
    def under_way(self) -> int:
        """Calls that wait for their answer."""
        return self.calls - self._answered

    def begin(self) -> float:
        """Count a call; what is returned is for its `end`."""
        self.calls += 1
        self.last_used = time.monotonic()
        return self.last_used

    def end(self, begun: float, failed: bool) -> None:
        """Count the answer; one that says that the server failed is an error, and so is none at all."""
        self._answered += 1
        self.errors += failed
        self.last_used = time.monotonic()
        self._durations.append(self.last_used - begun)

    def latency(self) -> Latency:
        """Over the last calls."""
        durations = sorted(self._durations)
        if not durations:
            return Latency()
        return Latency(
            *(durations[min(len(durations) - 1, int(len(durations) * share))] for share in (0.5, 0.95, 0.99))
        )
