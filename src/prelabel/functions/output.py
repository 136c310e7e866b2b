"""Reads the standard output of a worker: records that Python code logged, and plain lines of everything else."""

from __future__ import annotations

import json
from typing import Any

from prelabel.functions.logs import LEVELS, LogEntry
from prelabel.functions.worker.wire import MARK

LONGEST_LINE_BYTES = 256 * 1024


class OutputReader:
    """Cuts a stream of bytes into log entries of one worker."""

    def __init__(self, worker: str) -> None:
        self._worker = worker
        self._rest = b""

    def feed(self, data: bytes) -> list[LogEntry]:
        """The entries that are complete now; a line that is too long is cut."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        if len(self._rest) > LONGEST_LINE_BYTES:
            lines.append(self._rest)
            self._rest = b""
        return [entry for line in lines for entry in self._entries(line)]

    def finish(self) -> list[LogEntry]:
        rest, self._rest = self._rest, b""
        return self._entries(rest)

    def _entries(self, line: bytes) -> list[LogEntry]:
        plain, mark, record = line.partition(MARK)
        entries = []
        if plain.strip():
            text = plain.decode("utf-8", "replace").rstrip("\r")
            entries.append(LogEntry("info", text, self._worker))
        if mark:
            entries.append(self._record(record))
        return entries

    def _record(self, record: bytes) -> LogEntry:
        try:
            values: dict[str, Any] = json.loads(record)
            level, message = str(values["level"]), str(values["message"])
            moment, fields, event = float(values["time"]), dict(values.get("with", {})), str(values.get("event", ""))
        except (ValueError, TypeError, KeyError):
            return LogEntry("info", record.decode("utf-8", "replace"), self._worker)
        return LogEntry(level if level in LEVELS else "info", message, self._worker, moment, fields, event)
