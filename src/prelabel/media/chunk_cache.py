"""Keeps chunks that have been made, in a folder of bounded size; anything in it may go at any time and is made again.

There is no rule for when a chunk is out of date: its name says everything that its content depends on.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

LOCKS = 16  # so many chunks at most are made at the same time
KEPT_WHEN_FULL = 0.9


class ChunkCache:
    """Finds and keeps chunks by name; those that were asked for longest ago go first. Safe to use from threads."""

    def __init__(self, folder: Path, limit_bytes: int) -> None:
        self._folder = folder
        self._limit_bytes = limit_bytes
        self._sizes = _present(folder)  # by name, in the order of their last use
        self._total = sum(self._sizes.values())
        self._lock = threading.Lock()
        self._making = [threading.Lock() for _ in range(LOCKS)]

    def get(self, name: str, make: Callable[[], bytes]) -> bytes:
        """The chunk of this name, made if it is not there; who asks for one that is being made waits for it."""
        with self._making[hash(name) % LOCKS]:
            found = self._read(name)
            if found is not None:
                return found
            made = make()
            self._keep(name, made)
            return made

    def forget(self, start: str) -> None:
        """Remove the chunks whose names begin so."""
        with self._lock:
            for name in [name for name in self._sizes if name.startswith(start)]:
                self._drop(name)

    def _read(self, name: str) -> bytes | None:
        with self._lock:
            if name not in self._sizes:
                return None
            self._sizes[name] = self._sizes.pop(name)
        try:
            return (self._folder / name).read_bytes()
        except OSError:  # somebody tidied the folder up
            return None

    def _keep(self, name: str, chunk: bytes) -> None:
        if len(chunk) > self._limit_bytes:
            return
        with suppress(OSError):  # a full disk costs time, not the chunk
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, path = tempfile.mkstemp(dir=self._folder, prefix=".")
            with os.fdopen(handle, "wb") as out:
                out.write(chunk)
            with self._lock:
                Path(path).replace(self._folder / name)
                self._total += len(chunk) - self._sizes.pop(name, 0)
                self._sizes[name] = len(chunk)
                self._make_room()

    def _make_room(self) -> None:
        if self._total > self._limit_bytes:
            for name in list(self._sizes):
                self._drop(name)
                if self._total <= self._limit_bytes * KEPT_WHEN_FULL:
                    break

    def _drop(self, name: str) -> None:
        with suppress(OSError):
            (self._folder / name).unlink(missing_ok=True)
        self._total -= self._sizes.pop(name)


def _present(folder: Path) -> dict[str, int]:
    """What an earlier server has left, oldest first; what it could not finish is removed."""
    found = []
    for path in folder.glob("*"):
        if path.name.startswith("."):
            path.unlink(missing_ok=True)
        else:
            status = path.stat()
            found.append((status.st_mtime, path.name, status.st_size))
    return {name: size for _, name, size in sorted(found)}
