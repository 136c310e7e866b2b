"""Removes environments that nobody refers to; what is being made, or was asked for a short while ago, stays."""

from __future__ import annotations

import contextlib
import shutil
import stat
import time
from collections.abc import Collection
from pathlib import Path

from filelock import FileLock, Timeout

from prelabel.functions.environment import MARKER

UNTOUCHED_SECONDS = 3600.0  # a version that was just built does not refer to its environment yet


def remove_unused(folder: Path, used: Collection[str]) -> tuple[int, int]:
    """Remove the environments in `folder` whose paths are not among `used`; how many, and the bytes that are free."""
    kept = {Path(path).name for path in used if path}
    removed = freed = 0
    for environment in [path for path in folder.glob("*") if path.is_dir() and path.name not in kept]:
        with contextlib.suppress(Timeout), FileLock(environment.with_suffix(".lock"), timeout=0):
            if _is_old(environment):
                freed += _own_bytes(environment)
                shutil.rmtree(environment, ignore_errors=True)
                removed += 1
    return removed, freed


def _is_old(environment: Path) -> bool:
    marker = environment / MARKER
    touched = (marker if marker.exists() else environment).stat().st_mtime
    return time.time() - touched > UNTOUCHED_SECONDS


def _own_bytes(folder: Path) -> int:
    """What is in no other environment and not in uv's cache: files there have several names."""
    found = (file.lstat() for file in folder.rglob("*"))
    return sum(file.st_size for file in found if file.st_nlink == 1 and not stat.S_ISDIR(file.st_mode))
