"""`Ultralytics YOLO Segmentation 1.0`, both ways: everything with an area, as one polygon."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from prelabel.domain import masks
from prelabel.domain.contours import joined_outline
from prelabel.domain.dataset import Dataset, ImportResult, ImportTarget
from prelabel.domain.frames import Frame
from prelabel.domain.geometry import clipped_polygon, corners, ellipse_outline
from prelabel.domain.labels import Label
from prelabel.domain.shapes import Shape
from prelabel.errors import InvalidInput
from prelabel.formats import ultralytics_folders
from prelabel.formats.yolo_boxes import four_corners, pixels
from prelabel.formats.yolo_lines import relative

EMPTY = (1.0, 0.0, 0.0, 0.0, 0.0)  # a mask of one pixel, not set
# shape type -> flat x, y pairs
OUTLINES: dict[str, Callable[[Shape, Frame], Sequence[float]]] = {
    "polygon": lambda shape, _: shape.points,
    "rectangle": lambda shape, _: corners(shape.points, shape.rotation),
    "ellipse": lambda shape, _: ellipse_outline(shape.points, shape.rotation),
    "mask": lambda shape, frame: joined_outline(masks.on_picture(shape.points, frame.width, frame.height) or EMPTY),
}


def export(dataset: Dataset, destination: Path, save_images: bool) -> None:
    ultralytics_folders.write(dataset, destination, save_images, _line, dataset.labels)


def load(source: Path, target: ImportTarget) -> ImportResult:
    return ultralytics_folders.read(source, target, lambda _: _shape)


def _line(shape: Shape, frame: Frame) -> str:
    if shape.type not in OUTLINES:
        return ""
    if shape.type == "rectangle" and not shape.rotation:
        return four_corners(shape.points, frame)
    outline = OUTLINES[shape.type](shape, frame)
    return relative(clipped_polygon(outline, frame.width, frame.height), frame) if outline else ""


def _shape(numbers: Sequence[float], frame: Frame, label: Label) -> Shape:
    if len(numbers) < 6:
        raise InvalidInput(f"it has {len(numbers)} numbers behind the class; a polygon has at least 6.")
    return Shape(type="polygon", frame=frame.number, label_id=label.known_id, points=pixels(numbers, frame))
