"""Reads `YOLO 1.1`, Darknet's folders, into rectangles."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from prelabel.domain.dataset import ImportResult, ImportTarget
from prelabel.errors import InvalidInput
from prelabel.formats.archive import ArchiveReader, reading
from prelabel.formats.yolo_boxes import shape
from prelabel.formats.yolo_reader import LabelFileReader, label_files

_LISTS = ("train.txt", "valid.txt", "test.txt")
_NAMES = ("obj.names", "classes.txt")


def load(source: Path, target: ImportTarget) -> ImportResult:
    """Rectangles of an archive; `InvalidInput` when the classes are not named or the task lacks one of them."""
    with reading(source) as archive:
        path = _names_path(archive)
        lines = enumerate(archive.text(path).split("\n"))
        names = {number: name for number, line in lines if (name := line.strip())}
        return LabelFileReader(target, names, path, shape).read(archive, label_files(archive, "obj_[^/]+_data", _LISTS))


def _names_path(archive: ArchiveReader) -> str:
    for wanted in _NAMES:
        for name in archive.names:
            if PurePosixPath(name).name == wanted:
                return name
    raise InvalidInput("The archive holds no obj.names, the list of classes.")
