"""Wakes the event streams of agents when there is something in their function's queue; in memory only."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

END = "end"  # in place of a category: the stream is over


class Bell:
    """`ring` may be called from any thread; listening belongs on the event loop."""

    def __init__(self) -> None:
        self._listeners: dict[int, set[asyncio.Queue[str]]] = defaultdict(set)
        self._loop: asyncio.AbstractEventLoop | None = None

    @contextmanager
    def listening(self, function_id: int) -> Iterator[asyncio.Queue[str]]:
        """The categories of new requests, as they come."""
        self._loop = asyncio.get_running_loop()
        rings: asyncio.Queue[str] = asyncio.Queue()
        self._listeners[function_id].add(rings)
        try:
            yield rings
        finally:
            self._listeners[function_id].discard(rings)

    def listened(self, function_id: int) -> bool:
        return bool(self._listeners.get(function_id))

    def ring(self, function_id: int, category: str) -> None:
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._ring, function_id, category)

    def end_all(self) -> None:
        for function_id in list(self._listeners):
            self._ring(function_id, END)

    def _ring(self, function_id: int, category: str) -> None:
        for rings in self._listeners.get(function_id, ()):
            rings.put_nowait(category)
