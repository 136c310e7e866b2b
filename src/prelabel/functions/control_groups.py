"""Linux control groups: the kernel holds a worker with its children to its memory, where we may make groups.

Nothing here fails: where the file system of groups cannot be written, there is no group, and the watch has to do.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psutil

_NAME = re.compile(r"prelabel-(\d+)-\d+")
# The worker joins before it is itself, so that it cannot start anything outside.
_JOIN = 'echo $$ > "$0"; exec "$@"'
_EMPTY_SECONDS = 2.0


@dataclass(frozen=True)
class Dialect:
    """The names of the files of one version of control groups; each of `limits` is given its value in turn.

    `limits` with None take the limit itself. Swap is not a way round it. What is only cached of files has the names
    `cached` in the statistics.
    """

    limits: tuple[tuple[str, str | None], ...]
    usage: str
    cached: tuple[str, ...]
    peak: str
    kills: str


V1 = Dialect(
    (("memory.limit_in_bytes", None), ("memory.memsw.limit_in_bytes", None)),
    "memory.usage_in_bytes",
    ("total_active_file", "total_inactive_file"),
    "memory.max_usage_in_bytes",
    "memory.oom_control",
)
V2 = Dialect(
    (("memory.max", None), ("memory.swap.max", "0"), ("memory.oom.group", "1")),
    "memory.current",
    ("active_file", "inactive_file"),
    "memory.peak",
    "memory.events",
)


class ControlGroup:
    """The group of one worker."""

    def __init__(self, folder: Path, dialect: Dialect, limit_bytes: int) -> None:
        self._folder = folder
        self._dialect = dialect
        self._limit_bytes = limit_bytes
        self._overflowed = False

    def enter(self, command: Sequence[str]) -> list[str]:
        """The command as one that runs inside the group."""
        return ["/bin/sh", "-c", _JOIN, str(self._folder / "cgroup.procs"), *command]

    @property
    def overflowed(self) -> bool:
        """Whether the kernel has ended a process of the group because of the limit."""
        if not self._overflowed:
            found = re.search(r"^oom_kill (\d+)", _content(self._folder / self._dialect.kills), re.MULTILINE)
            self._overflowed = found is not None and int(found[1]) > 0
        return self._overflowed

    def used_bytes(self) -> int | None:
        """What the kernel counts against the limit and cannot take back; None where it does not say."""
        usage = _content(self._folder / self._dialect.usage)
        statistics = dict(line.split() for line in _content(self._folder / "memory.stat").splitlines())
        cached = sum(int(statistics.get(name, 0)) for name in self._dialect.cached)
        return max(0, int(usage) - cached) if usage else None

    def peak_bytes(self) -> int:
        """The most that the group has used, which is no more than the limit."""
        return int(_content(self._folder / self._dialect.peak) or self._limit_bytes)

    def remove(self) -> None:
        """End what is still in the group, and the group."""
        end = time.monotonic() + _EMPTY_SECONDS
        while not _removed(self._folder) and time.monotonic() < end:
            for pid in map(int, _content(self._folder / "cgroup.procs").split()):
                with contextlib.suppress(psutil.Error):
                    psutil.Process(pid).kill()
            time.sleep(0.01)  # the kernel lets go of a process a moment after its end


class ControlGroups:
    """Makes the groups of one server below `place`."""

    def __init__(self, place: Path, dialect: Dialect) -> None:
        self._place = place
        self._dialect = dialect
        self._numbers = count(1)

    def make(self, limit_bytes: int) -> ControlGroup | None:
        """A group that is held to the limit; None where it cannot be made."""
        folder = self._place / f"prelabel-{os.getpid()}-{next(self._numbers)}"
        try:
            folder.mkdir()
        except OSError:
            return None
        try:
            for name, value in self._dialect.limits:
                if (folder / name).exists():
                    (folder / name).write_text(value or str(limit_bytes))
        except OSError:
            _removed(folder)
            return None
        return ControlGroup(folder, self._dialect, limit_bytes)

    def sweep(self) -> None:
        """Remove groups of servers that are gone; the kernel keeps those in which something still runs."""
        for folder in self._place.glob("prelabel-*"):
            name = _NAME.fullmatch(folder.name)
            if name is not None and not psutil.pid_exists(int(name[1])):
                _removed(folder)


def find(own: str, root: Path) -> ControlGroups | None:
    """Where this process may make groups with a memory limit; `own` is `/proc/self/cgroup`, `root` where groups lie.

    In version 1 below its own group. In version 2, where no group has both processes and limits for those below, beside
    its own group if need be.
    """
    for line in own.splitlines():
        _, controllers, path = line.split(":", 2)
        if "memory" in controllers.split(","):
            place = root / "memory" / path.lstrip("/")
            return _usable(place, V1)
    unified = [line.split(":", 2)[2] for line in own.splitlines() if line.startswith("0::")]
    for path in unified:
        group = root / path.lstrip("/")
        for place in (group, group.parent) if group != root else (group,):
            found = _usable(place, V2) if _hands_down_memory(place) else None
            if found is not None:
                return found
    return None


def find_here() -> ControlGroups | None:
    """The same for this machine."""
    if sys.platform != "linux":
        return None
    return find(_content(Path("/proc/self/cgroup")), Path("/sys/fs/cgroup"))


def _usable(place: Path, dialect: Dialect) -> ControlGroups | None:
    """Groups below `place`, if one can be made there."""
    groups = ControlGroups(place, dialect)
    trial = groups.make(2**30)
    if trial is None:
        return None
    trial.remove()
    return groups


def _hands_down_memory(place: Path) -> bool:
    """Whether groups below `place` can have a limit; the controller is switched on for them where we may."""
    control = place / "cgroup.subtree_control"
    if "memory" not in _content(control).split():
        with contextlib.suppress(OSError):
            control.write_text("+memory")
    return "memory" in _content(control).split()


def _content(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:
        return ""


def _removed(folder: Path) -> bool:
    try:
        folder.rmdir()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
