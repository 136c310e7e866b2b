"""`Ultralytics YOLO Detection 1.0`, both ways: upright rectangles only."""

from __future__ import annotations

from pathlib import Path

from prelabel.domain.dataset import Dataset, ImportResult, ImportTarget
from prelabel.formats import ultralytics_folders, yolo_boxes


def export(dataset: Dataset, destination: Path, save_images: bool) -> None:
    ultralytics_folders.write(dataset, destination, save_images, yolo_boxes.line, dataset.labels)


def load(source: Path, target: ImportTarget) -> ImportResult:
    return ultralytics_folders.read(source, target, lambda _: yolo_boxes.shape)
