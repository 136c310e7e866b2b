"""Logs on disk that never grow beyond a bound: of a build and of a running function. Entries are lines of JSON."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

LEVELS = ("debug", "info", "warning", "error")


@dataclass(frozen=True)
class LogEntry:
    """One line. `time` is in seconds since 1970; `worker` is empty for what the platform itself says."""

    level: str
    message: str
    worker: str = ""
    time: float = field(default_factory=time.time)
    fields: dict[str, Any] = field(default_factory=dict)
    event: str = ""


def matches(entry: LogEntry, level: str, text: str) -> bool:
    """Whether the entry is of `level` or worse (any for an unknown one) and holds `text` (any case)."""
    rank = LEVELS.index(level) if level in LEVELS else 0
    return LEVELS.index(entry.level) >= rank and text.casefold() in entry.message.casefold()


Hear = Callable[["LogEntry | None"], None]


class Log:
    """A log in two files of `limit_bytes` each, the older dropped when the newer is full. Used from one thread."""

    def __init__(self, file: Path, limit_bytes: int = 2 * 2**20) -> None:
        self._file = file
        self._older = file.with_suffix(".1" + file.suffix)
        self._limit_bytes = limit_bytes
        self._stream: IO[bytes] | None = None
        self._listeners: list[Hear] = []

    def listen(self, hear: Hear) -> Callable[[], None]:
        """Call `hear` with each entry from now on, and with None at the end; what is returned stops that."""
        self._listeners.append(hear)
        return lambda: self._listeners.remove(hear)

    def add(self, level: str, message: str, **more: Any) -> None:
        """Append an entry; an unknown level counts as info."""
        self.append(LogEntry(level if level in LEVELS else "info", message, **more))

    def append(self, entry: LogEntry) -> None:
        stream = self._open()
        stream.write(json.dumps(vars(entry), separators=(",", ":")).encode() + b"\n")
        stream.flush()
        if stream.tell() > self._limit_bytes:
            self.close()
            self._file.replace(self._older)
        for hear in tuple(self._listeners):
            hear(entry)

    def entries(self, level: str = "", text: str = "", tail: int | None = None) -> list[LogEntry]:
        """The entries of `level` or worse that hold `text` (any case), the last `tail` of them."""
        return list(deque((entry for entry in self._read() if matches(entry, level, text)), maxlen=tail))

    def end(self) -> None:
        """Close for good: whoever listens is told."""
        self.close()
        for hear in tuple(self._listeners):
            hear(None)

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    def _open(self) -> IO[bytes]:
        if self._stream is None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._stream = self._file.open("ab")
        return self._stream

    def _read(self) -> Iterator[LogEntry]:
        for file in (self._older, self._file):
            if not file.exists():
                continue
            for line in file.read_bytes().splitlines():
                try:
                    yield LogEntry(**json.loads(line))
                except (ValueError, TypeError):  # a line cut short by a crash of the machine
                    continue
