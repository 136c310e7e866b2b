"""Writes `YOLO 1.1`, as Darknet reads it: rectangles only."""

from __future__ import annotations

from pathlib import Path

from prelabel.domain.dataset import Dataset
from prelabel.formats.archive import writing
from prelabel.formats.label_files import LabelFiles
from prelabel.formats.walk import Walk
from prelabel.formats.yolo_boxes import line
from prelabel.formats.yolo_lines import class_numbers, lines

_VALIDATION = frozenset({"valid", "val", "validation", "test"})  # Darknet knows two subsets


def export(dataset: Dataset, destination: Path, save_images: bool) -> None:
    walk, files = Walk(dataset), LabelFiles("YOLO", ".txt")
    subset = "valid" if dataset.subset.lower() in _VALIDATION else "train"
    folder = f"obj_{subset}_data"
    numbers = class_numbers(dataset.labels)
    with writing(destination) as archive:
        archive.text("obj.data", _data(len(dataset.labels), subset))
        archive.text("obj.names", "".join(f"{label.name}\n" for label in dataset.labels))
        for annotated in walk:
            archive.text(f"{folder}/{files.name(annotated.frame)}", lines(annotated, numbers, line))
        archive.document(f"{subset}.txt", (f"data/{folder}/{frame.name}\n" for frame in walk.frames))
        if save_images:
            walk.pictures(archive, lambda frame: f"{folder}/{frame.name}")


def _data(classes: int, subset: str) -> str:
    return f"classes = {classes}\n{subset} = data/{subset}.txt\nnames = data/obj.names\nbackup = backup/\n"
