"""The versions of a function: what there is, what changed between two of them. Going back is the service's."""

from __future__ import annotations

import difflib
import filecmp
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

LONGEST_COMPARED_TEXT = 256 * 1024


@dataclass(frozen=True)
class VersionView:
    """`number` counts from 1; `serving` is true of the one whose workers answer."""

    number: int
    created_at: datetime
    serving: bool
    built: bool


@dataclass(frozen=True)
class FileChange:
    """What became of one file: added, removed or changed; `diff` in the unified form where both are short texts."""

    name: str
    change: str
    diff: str = ""


def changes_between(older: Path, newer: Path) -> list[FileChange]:
    """What has to be done to the files of one bundle to get those of the other; the configuration is one of them."""
    return list(_changes(older, newer))


def copy_of(bundle: Path, target: Path) -> None:
    """Copy a bundle without taking space for it twice: bundles are never written to."""
    shutil.copytree(bundle, target, copy_function=_link, dirs_exist_ok=True)


def _changes(older: Path, newer: Path) -> Iterator[FileChange]:
    before, after = _files(older), _files(newer)
    for name in sorted(before | after):
        old, new = older / name, newer / name
        if name not in before:
            yield FileChange(name, "added")
        elif name not in after:
            yield FileChange(name, "removed")
        elif not old.samefile(new) and not filecmp.cmp(old, new, shallow=False):
            yield FileChange(name, "changed", _diff(old, new))


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _diff(old: Path, new: Path) -> str:
    if max(old.stat().st_size, new.stat().st_size) > LONGEST_COMPARED_TEXT:
        return ""
    try:
        before, after = (path.read_bytes().decode("utf-8-sig").splitlines() for path in (old, new))
    except UnicodeDecodeError:
        return ""
    return "\n".join(list(difflib.unified_diff(before, after, lineterm="", n=2))[2:])


def _link(source: str, target: str) -> str:
    try:
        os.link(source, target)
    except OSError:  # another disk, or a file system without links
        shutil.copy2(source, target)
    return target
