"""Writes `Ultralytics YOLO Detection 1.0`: rectangles only, ready for `yolo train data=data.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from prelabel.domain.dataset import Dataset
from prelabel.formats.archive import writing
from prelabel.formats.yolo_lines import check_names, classes, label_file, lines

_SUBSETS = {"": "train", "default": "train", "validation": "val", "valid": "val"}


def export(dataset: Dataset, destination: Path, save_images: bool) -> None:
    check_names(dataset)
    subset = _SUBSETS.get(dataset.subset.lower(), dataset.subset.lower())
    numbers = classes(dataset)
    with writing(destination) as archive:
        archive.document("data.yaml", _data(dataset, subset))
        # "./" makes Ultralytics look beside this list, wherever the archive is unpacked.
        archive.document(
            f"{subset}.txt", (f"./images/{subset}/{annotated.frame.name}\n" for annotated in dataset.annotated())
        )
        for annotated in dataset.annotated():
            archive.text(f"labels/{subset}/{label_file(annotated.frame.name)}", lines(annotated, numbers))
        if save_images:
            archive.pictures(dataset, lambda frame: f"images/{subset}/{frame.name}")


def _data(dataset: Dataset, subset: str) -> Iterator[str]:
    """The configuration. Without `path` Ultralytics takes the folder of this file; a name in JSON is a name in YAML."""
    yield f"{subset}: {subset}.txt\nnames:\n"
    for number, label in enumerate(dataset.labels):
        yield f"  {number}: {msgspec.json.encode(label.name).decode()}\n"
