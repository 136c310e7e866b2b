"""`Ultralytics YOLO Oriented Bounding Boxes 1.0`, both ways: rectangles with their rotation, as four corners."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prelabel.domain.dataset import Dataset, ImportResult, ImportTarget
from prelabel.domain.frames import Frame
from prelabel.domain.geometry import box_around, box_of_corners, clipped, corners
from prelabel.domain.labels import Label
from prelabel.domain.shapes import Shape
from prelabel.errors import InvalidInput
from prelabel.formats import ultralytics_folders
from prelabel.formats.yolo_boxes import PLACES, four_corners
from prelabel.formats.yolo_lines import relative


def export(dataset: Dataset, destination: Path, save_images: bool) -> None:
    ultralytics_folders.write(dataset, destination, save_images, _line, dataset.labels)


def load(source: Path, target: ImportTarget) -> ImportResult:
    return ultralytics_folders.read(source, target, lambda _: _shape)


def _line(shape: Shape, frame: Frame) -> str:
    """The corners; Ultralytics refuses corners beyond the picture, so those are moved to its edge."""
    if shape.type != "rectangle":
        return ""
    if not shape.rotation:
        return four_corners(shape.points, frame)
    outline = corners(shape.points, shape.rotation)
    box = box_around(outline)
    cut = clipped(box, frame.width, frame.height)
    if cut is None:
        return ""
    if cut != box:
        sizes = (frame.width, frame.height)
        outline = [min(max(number, 0.0), sizes[position % 2]) for position, number in enumerate(outline)]
    return relative(outline, frame)


def _shape(numbers: Sequence[float], frame: Frame, label: Label) -> Shape:
    if len(numbers) != 8:
        raise InvalidInput(f"it has {len(numbers)} numbers behind the class; four corners have 8.")
    sizes = (frame.width, frame.height)
    box, rotation = box_of_corners([number * sizes[position % 2] for position, number in enumerate(numbers)])
    if box[:2] == box[2:]:
        raise InvalidInput("its corners are one point.")
    return Shape(
        type="rectangle",
        frame=frame.number,
        label_id=label.known_id,
        points=tuple(round(number, PLACES) for number in box),
        rotation=round(rotation, 2) % 360,
    )
