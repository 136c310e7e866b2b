"""Log records of a worker: everything printed or logged becomes one line with time, level and text.

A record is a line that begins with ASCII 30 ("record separator") followed by JSON; what C code writes past Python
arrives between them as plain lines.
"""

import io
import json
import logging
import os
import sys
import threading
import time
from typing import Any, Dict, List, Optional, Tuple

import nuclio_sdk

from .wire import MARK

_LEVELS = ("debug", "info", "warning", "error")


class Records:
    """Writes records to the worker's own standard output, whole lines only."""

    def __init__(self, descriptor: int) -> None:
        self.event = ""
        self._descriptor = descriptor
        self._lock = threading.Lock()
        self._wanted: Tuple[str, ...] = ()
        self._collected: List[Dict[str, Any]] = []

    def write(self, level: str, message: str, fields: Optional[Dict[str, Any]] = None) -> None:
        record: Dict[str, Any] = {"time": time.time(), "level": level, "message": message}
        if fields:
            record["with"] = fields
        if level in self._wanted:
            self._collected.append(record)
        if self.event:
            record = dict(record, event=self.event)
        self._put(MARK + json.dumps(record, default=repr).encode() + b"\n")

    def collect(self, level: str) -> None:
        """Keep the records from `level` on, until they are taken."""
        self._wanted = _LEVELS[_LEVELS.index(level) :] if level in _LEVELS else ()

    def taken(self) -> List[Dict[str, Any]]:
        collected, self._collected, self._wanted = self._collected, [], ()
        return json.loads(json.dumps(collected, default=repr)) if collected else collected

    def _put(self, data: bytes) -> None:
        with self._lock:
            while data:
                data = data[os.write(self._descriptor, data) :]


class RecordStream(io.TextIOBase):
    """Stands in for `sys.stdout` and `sys.stderr`: each line printed is a record."""

    def __init__(self, records: Records, level: str, original: Any) -> None:
        self._records = records
        self._level = level
        self._original = original
        self._rest = ""
        self._lock = threading.RLock()

    encoding = "utf-8"
    errors = "backslashreplace"

    @property
    def buffer(self) -> Any:
        return self._original.buffer

    def fileno(self) -> int:
        return int(self._original.fileno())

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        with self._lock:
            *lines, self._rest = (self._rest + text).split("\n")
            for line in lines:
                self._write_line(line)
        return len(text)

    def finish(self) -> None:
        """Write a last line that has no end."""
        with self._lock:
            rest, self._rest = self._rest, ""
            if rest:
                self._write_line(rest)

    def _write_line(self, line: str) -> None:
        # a progress bar draws one line many times: the last state counts
        self._records.write(self._level, line.rstrip("\r").rpartition("\r")[2])


class RecordHandler(logging.Handler):
    """Sends records of `logging` the same way; keyword fields of Nuclio's logger ride along."""

    def __init__(self, records: Records) -> None:
        super().__init__()
        self._records = records

    def emit(self, record: logging.LogRecord) -> None:
        try:
            level = record.levelname.lower()
            message = record.getMessage()
            if record.exc_info:
                message += "\n" + logging.Formatter().formatException(record.exc_info)
            self._records.write("error" if level == "critical" else level, message, getattr(record, "with", None))
        except Exception:
            self.handleError(record)


class Logger(nuclio_sdk.Logger):  # type: ignore[misc]
    """Nuclio's logger, with the names that people expect besides."""

    warning = nuclio_sdk.Logger.warn
    critical = nuclio_sdk.Logger.error
    warning_with = nuclio_sdk.Logger.warn_with

    def exception(self, message: str, *args: Any) -> None:
        self._logger.error(message, *args, exc_info=True)


def capture() -> Records:
    """Make standard output, standard error and `logging` write records from now on."""
    records = Records(os.dup(1))
    sys.stdout = RecordStream(records, "info", sys.__stdout__)
    sys.stderr = RecordStream(records, "warning", sys.__stderr__)
    root = logging.getLogger()
    root.addHandler(RecordHandler(records))
    root.setLevel(logging.INFO)
    return records


def finish_lines() -> None:
    """Write out what was printed without a line end."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, RecordStream):
            stream.finish()
