"""`Ultralytics YOLO Pose 1.0`, both ways: skeletons as a box and a row of key points."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prelabel.domain.dataset import Dataset, ImportResult, ImportTarget
from prelabel.domain.frames import Frame
from prelabel.domain.geometry import box_around
from prelabel.domain.labels import Label
from prelabel.domain.shapes import Shape
from prelabel.errors import InvalidInput
from prelabel.formats import ultralytics_folders, yolo_boxes
from prelabel.formats.json_values import text
from prelabel.formats.skeletons import KeyPoint, key_points, skeleton
from prelabel.formats.ultralytics_config import Config
from prelabel.formats.yolo_lines import Line, relative
from prelabel.formats.yolo_reader import ShapeOf

_BOX = 4  # numbers before the key points


def export(dataset: Dataset, destination: Path, save_images: bool) -> None:
    """The classes are the skeletons' labels; those with fewer points than others are filled up with absent ones."""
    labels = [label for label in dataset.labels if label.type == "skeleton"]
    most = max((len(label.sublabels) for label in labels), default=0)
    names = "".join(
        f"  {number}: {text([part.name for part in label.sublabels])}\n" for number, label in enumerate(labels)
    )
    more = f"kpt_shape: [{most}, 3]\n" + (f"kpt_names:\n{names}" if names else "")
    ultralytics_folders.write(dataset, destination, save_images, _line(labels, most), labels, more)


def load(source: Path, target: ImportTarget) -> ImportResult:
    return ultralytics_folders.read(source, target, _shape)


def _line(labels: Sequence[Label], most: int) -> Line:
    by_id = {label.id: label for label in labels}

    def line(shape: Shape, frame: Frame) -> str:
        if shape.type != "skeleton":
            return ""
        points = [_on_picture(point, frame) for point in key_points(shape, by_id[shape.label_id])]
        seen = [number for x, y, visibility in points if visibility for number in (x, y)]
        box = yolo_boxes.written(_widened(box_around(seen)), frame) if seen else ""
        rows = (f"{relative((x, y), frame)} {visibility}" for x, y, visibility in points)
        return " ".join((box, *rows, *["0 0 0"] * (most - len(points)))) if box else ""

    return line


def _on_picture(point: KeyPoint, frame: Frame) -> KeyPoint:
    """Ultralytics refuses points beyond the picture, so those count as not there."""
    x, y, _ = point
    return point if 0 <= x <= frame.width and 0 <= y <= frame.height else (0.0, 0.0, 0)


def _widened(box: Sequence[float]) -> Sequence[float]:
    """At least a pixel each way, so that points in a line have a box too."""
    left, top, right, bottom = box
    return left, top, max(right, left + 1), max(bottom, top + 1)


def _shape(config: Config) -> ShapeOf:
    size = config.key_point_numbers
    names = {config.names.get(number): parts for number, parts in config.key_points.items()}

    def shape(numbers: Sequence[float], frame: Frame, label: Label) -> Shape:
        given = numbers[_BOX:]
        if len(numbers) < _BOX or len(given) % size:
            raise InvalidInput(f"it has {len(numbers)} numbers behind the class, not 4 and {size} for each key point.")
        points: list[KeyPoint] = []
        for at in range(0, len(given), size):
            x, y = yolo_boxes.pixels(given[at : at + 2], frame)
            points.append((x, y, _visibility(given[at + 2]) if size == 3 else 2 * bool(x or y)))
        return skeleton(label, frame, points, names.get(label.name))

    return shape


def _visibility(number: float) -> int:
    if number not in (0, 1, 2):
        raise InvalidInput(f"a key point's visibility is {number:g}; it must be 0, 1 or 2.")
    return int(number)
