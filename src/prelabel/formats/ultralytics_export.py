"""Writes `Ultralytics YOLO Detection 1.0`: rectangles only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from prelabel.domain.dataset import Dataset
from prelabel.formats.archive import writing
from prelabel.formats.walk import Walk
from prelabel.formats.yolo_lines import LabelFiles, classes, lines

_SUBSETS = {"": "train", "default": "train", "validation": "val", "valid": "val"}


def export(dataset: Dataset, destination: Path, save_images: bool) -> None:
    walk, files = Walk(dataset), LabelFiles()
    subset = _SUBSETS.get(dataset.subset.lower(), dataset.subset.lower())
    numbers = classes(dataset)
    with writing(destination) as archive:
        archive.document("data.yaml", _data(dataset, subset))
        for annotated in walk:
            archive.text(f"labels/{subset}/{files.name(annotated.frame)}", lines(annotated, numbers))
        # "./" makes Ultralytics look beside this list, wherever the archive is unpacked.
        archive.document(f"{subset}.txt", (f"./images/{subset}/{frame.name}\n" for frame in walk.frames))
        if save_images:
            walk.pictures(archive, lambda frame: f"images/{subset}/{frame.name}")


def _data(dataset: Dataset, subset: str) -> Iterator[str]:
    """The configuration. Without `path` Ultralytics takes the folder of this file; a name in JSON is a name in YAML."""
    if subset == "train":
        yield "# To train, add a line `val:` with a list or folder of pictures that the model has not seen.\n"
    yield f"{subset}: {subset}.txt\nnames:\n"
    for number, label in enumerate(dataset.labels):
        yield f"  {number}: {msgspec.json.encode(label.name).decode()}\n"
