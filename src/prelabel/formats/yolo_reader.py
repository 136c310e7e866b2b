"""Reads label files of the YOLO family into shapes; where they lie and what a line means is for their formats."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePosixPath

from prelabel.domain.dataset import ImportResult, ImportTarget
from prelabel.domain.frames import Frame
from prelabel.domain.labels import Label
from prelabel.domain.shapes import Annotations, Shape, check_shape
from prelabel.errors import InvalidInput
from prelabel.formats.archive import ArchiveReader
from prelabel.formats.frame_index import FrameIndex
from prelabel.formats.label_index import LabelIndex
from prelabel.formats.remarks import Remarks

ShapeOf = Callable[[Sequence[float], Frame, Label], Shape]
"""A shape of the numbers behind the class; `InvalidInput` when they make none."""

_ABOUT = ("classes.txt", "readme")
FAR = 2.0  # shares beyond this are pixels that somebody forgot to divide


def label_files(archive: ArchiveReader, folder: str, lists: Iterable[str]) -> dict[str, str]:
    """Path → picture's path in the task, for the files below `folder` (an expression), or all that are not lists."""
    inside = re.compile(f"(?:^|/){folder}/(?P<picture>.+)$")
    found = {name: match["picture"] for name in archive.ending(".txt") if (match := inside.search(name))}
    if found:
        return found
    about = (*_ABOUT, *lists)
    return {name: name for name in archive.ending(".txt") if not PurePosixPath(name).name.lower().startswith(about)}


class LabelFileReader:
    """Collects the shapes of label files. `names` are the classes in their order, `source` the file that gave them."""

    def __init__(self, target: ImportTarget, names: dict[int, str], source: str, shape_of: ShapeOf) -> None:
        self._frames = FrameIndex(target.frames)
        self._labels = LabelIndex(target.labels)
        self._names, self._source, self._shape_of = names, source, shape_of
        self._classes: dict[str, Label] = {}
        self._shapes: list[Shape] = []
        self._remarks = Remarks("lines left out")

    def read(self, archive: ArchiveReader, files: dict[str, str]) -> ImportResult:
        """Shapes of all files (path → picture), and what was left out."""
        for path, picture in files.items():
            frame = self._frames.find(picture)
            if frame is not None:
                self._file(path, archive.text(path), frame)
        remarks = (*self._frames.remarks, *self._labels.remarks, *self._remarks.lines)
        return ImportResult(Annotations(shapes=tuple(self._shapes)), remarks)

    def _file(self, path: str, text: str, frame: Frame) -> None:
        for number, line in enumerate(text.splitlines(), start=1):
            parts = line.split()
            if not parts:
                continue
            label = self._label(parts[0])
            try:
                if label is None:
                    raise InvalidInput(f"{self._source} has no class “{parts[0][:20]}”.")
                shape = self._shape_of(_numbers(parts[1:]), frame, label)
                check_shape(shape)
            except InvalidInput as error:
                self._remarks.add(f"{path} line {number} left out: {error.message}")
            else:
                self._shapes.append(shape)

    def _label(self, number: str) -> Label | None:
        """The label of a class number, or None when there is no such class (`InvalidInput`: the task lacks it)."""
        if number not in self._classes:
            name = self._names.get(_class(number))
            if name is None:
                return None
            self._classes[number] = self._labels.find(name)
        return self._classes[number]


def _class(text: str) -> int:
    try:
        number = float(text)
    except ValueError:
        return -1
    return int(number) if number.is_integer() else -1


def _numbers(parts: list[str]) -> list[float]:
    try:
        numbers = list(map(float, parts))
    except ValueError:
        raise InvalidInput(f"“{' '.join(parts)[:60]}” are not numbers.") from None
    if not all(-FAR <= number <= FAR for number in numbers):  # NaN is refused too
        raise InvalidInput("its coordinates are not shares of the picture's size (0 to 1).")
    return numbers
