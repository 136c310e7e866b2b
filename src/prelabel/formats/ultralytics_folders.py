"""The folders that Ultralytics' formats share, both ways; what a line of a label file says is each format's matter."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from prelabel.domain.dataset import Dataset, ImportResult, ImportTarget
from prelabel.domain.labels import Label
from prelabel.formats import ultralytics_config
from prelabel.formats.archive import reading, writing
from prelabel.formats.label_files import LabelFiles
from prelabel.formats.ultralytics_config import Config
from prelabel.formats.walk import Walk
from prelabel.formats.yolo_lines import Line, class_numbers, lines
from prelabel.formats.yolo_reader import LabelFileReader, ShapeOf, label_files


def write(
    dataset: Dataset, destination: Path, save_images: bool, line: Line, labels: Sequence[Label], more: str = ""
) -> None:
    """An archive whose classes are `labels`; `more` are further lines of its configuration."""
    walk, files = Walk(dataset), LabelFiles("YOLO", ".txt")
    subset = ultralytics_config.subset_name(dataset.subset)
    numbers = class_numbers(labels)
    with writing(destination) as archive:
        archive.document("data.yaml", ultralytics_config.written(labels, subset, more))
        for annotated in walk:
            archive.text(f"labels/{subset}/{files.name(annotated.frame)}", lines(annotated, numbers, line))
        # "./" makes Ultralytics look beside this list, wherever the archive is unpacked.
        archive.document(f"{subset}.txt", (f"./images/{subset}/{frame.name}\n" for frame in walk.frames))
        if save_images:
            walk.pictures(archive, lambda frame: f"images/{subset}/{frame.name}")


def read(source: Path, target: ImportTarget, shape_of: Callable[[Config], ShapeOf]) -> ImportResult:
    """Shapes of an archive with a `data.yaml`; `shape_of` may look into it."""
    with reading(source) as archive:
        config = ultralytics_config.read(archive)
        subsets = "|".join(map(re.escape, config.subsets))
        files = label_files(archive, f"labels(?:/(?:{subsets}))?", (f"{name}.txt" for name in config.subsets))
        return LabelFileReader(target, config.names, config.path, shape_of(config)).read(archive, files)
