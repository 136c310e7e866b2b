"""Finds a task's frame by the picture name that a file speaks of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import PurePosixPath

from prelabel.domain.frames import Frame
from prelabel.formats.remarks import Remarks

_FRAME_NUMBER = re.compile(r"(?:^|/)frame_?0*(\d+)$", re.IGNORECASE)


class FrameIndex:
    """Frames by name, by name without its ending, by the end of the path where it is unique, by number in the name.

    `remarks` collects what was asked for and not there.
    """

    def __init__(self, frames: Iterable[Frame]) -> None:
        self._by_name: dict[str, Frame] = {}
        self._by_stem: dict[str, Frame] = {}
        self._by_number: dict[int, Frame] = {}
        self._by_last_part: dict[str, list[Frame]] = defaultdict(list)
        for frame in frames:
            self._by_name[frame.name] = frame
            self._by_stem.setdefault(frame.stem, frame)
            self._by_number[frame.number] = frame
            self._by_last_part[PurePosixPath(frame.stem).name].append(frame)
        self._remarks = Remarks("frames that are not in the task")

    def find(self, name: str) -> Frame | None:
        """The frame that `name` means, or None; the name may have folders, and another ending than the picture's."""
        name = name.replace("\\", "/").removeprefix("./")
        stem = str(PurePosixPath(name).with_suffix("")) if PurePosixPath(name).name else name
        by_name = self._by_name.get(name) or self._by_stem.get(stem) or self._by_stem.get(name)
        found = by_name or self._by_end(stem) or self._numbered(stem)
        if found is None:
            self._remarks.add(f"frame not in the task: {name}")
        return found

    def numbered(self, number: int) -> Frame | None:
        """The frame of this number, or None."""
        found = self._by_number.get(number)
        if found is None:
            self._remarks.add(f"frame not in the task: number {number}")
        return found

    @property
    def remarks(self) -> tuple[str, ...]:
        return self._remarks.lines

    def _by_end(self, stem: str) -> Frame | None:
        """The one frame whose path ends as `stem` does, or the other way round."""
        fitting = [
            frame
            for frame in self._by_last_part.get(PurePosixPath(stem).name, ())
            if stem.endswith(f"/{frame.stem}") or frame.stem.endswith(f"/{stem}")
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _numbered(self, stem: str) -> Frame | None:
        match = _FRAME_NUMBER.search(stem)
        return self._by_number.get(int(match[1])) if match else None
