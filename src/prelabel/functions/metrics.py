"""What is counted of a function since the server started: calls, errors, how long they took, and when they came."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass

KEPT_CALLS = 2000
SPAN_SECONDS = 10.0
KEPT_SPANS = 60


@dataclass(frozen=True)
class Latency:
    """Seconds within which this share of the last calls was answered, the wait for a worker included."""

    p50: float = 0.0
    p95: float = 0.0
    p99: float = 0.0


@dataclass
class Span:
    """Calls that ended within `SPAN_SECONDS`; `seconds` is what they took together."""

    calls: int = 0
    errors: int = 0
    seconds: float = 0.0


class History:
    """The calls of the last ten minutes, as many spans of equal length, for a picture of how they come."""

    def __init__(self) -> None:
        self._spans: dict[int, Span] = {}

    def add(self, now: float, seconds: float, *, error: bool) -> None:
        number = int(now // SPAN_SECONDS)
        if number not in self._spans:
            self._spans = {each: span for each, span in self._spans.items() if each > number - KEPT_SPANS}
        span = self._spans.setdefault(number, Span())
        span.calls += 1
        span.errors += error
        span.seconds += seconds

    def spans(self, now: float) -> list[Span]:
        """The oldest first; the last one has just begun."""
        number = int(now // SPAN_SECONDS)
        return [self._spans.get(each, Span()) for each in range(number - KEPT_SPANS + 1, number + 1)]


class Metrics:
    """Counts the calls of one function. Used from one thread."""

    def __init__(self) -> None:
        self.calls = 0
        self.errors = 0
        self.history = History()
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
        self.history.add(self.last_used, self.last_used - begun, error=failed)

    def latency(self) -> Latency:
        """Over the last calls."""
        durations = sorted(self._durations)
        if not durations:
            return Latency()
        return Latency(
            *(durations[min(len(durations) - 1, int(len(durations) * share))] for share in (0.5, 0.95, 0.99))
        )
