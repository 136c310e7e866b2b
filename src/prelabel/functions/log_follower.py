"""A log followed while it grows: what it holds already, then each new entry as it comes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from prelabel.functions.logs import Log, LogEntry, matches

MOST_WAITING = 10_000


async def follow(log: Log, level: str = "", text: str = "", tail: int | None = 0) -> AsyncIterator[LogEntry]:
    """The last `tail` entries that match and all that follow, until the log ends; who is too slow misses some."""
    waiting: asyncio.Queue[LogEntry | None] = asyncio.Queue()

    def hear(entry: LogEntry | None) -> None:
        if entry is None or (matches(entry, level, text) and waiting.qsize() < MOST_WAITING):
            waiting.put_nowait(entry)

    stop = log.listen(hear)
    try:
        known = await asyncio.to_thread(log.entries, level, text, tail)
        for entry in known:
            yield entry
        while (next_entry := await waiting.get()) is not None:
            if next_entry not in known:  # said while the file was being read
                yield next_entry
            if waiting.empty():
                known = []
    finally:
        stop()
