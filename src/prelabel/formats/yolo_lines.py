"""The lines that Darknet and Ultralytics share, `class cx cy w h` relative to the picture; not their folders."""

from __future__ import annotations

from collections.abc import Iterator

from prelabel.domain.dataset import AnnotatedFrame, Dataset
from prelabel.domain.frames import Frame
from prelabel.domain.geometry import box_around, clipped, corners
from prelabel.domain.shapes import Shape
from prelabel.errors import InvalidInput


def classes(dataset: Dataset) -> dict[int | None, int]:
    """Label id → class number, in the order of the task's labels."""
    return {label.id: number for number, label in enumerate(dataset.labels)}


def lines(annotated: AnnotatedFrame, numbers: dict[int | None, int]) -> str:
    """The frame's rectangles, one a line; an empty text for a picture with nothing on it."""
    return "".join(_lines(annotated, numbers))


def _lines(annotated: AnnotatedFrame, numbers: dict[int | None, int]) -> Iterator[str]:
    width, height = annotated.frame.width, annotated.frame.height
    for shape in annotated.shapes:
        if shape.type != "rectangle" or shape.outside:
            continue
        box = clipped(_upright(shape), width, height)
        if box is None:
            continue
        left, top, right, bottom = box
        yield "%d %.8f %.8f %.8f %.8f\n" % (  # noqa: UP031 - twice as fast as format()
            numbers[shape.label_id],
            (left + right) / 2 / width,
            (top + bottom) / 2 / height,
            (right - left) / width,
            (bottom - top) / height,
        )


def _upright(shape: Shape) -> tuple[float, ...]:
    """The rectangle, or the upright box around it when it is turned."""
    return box_around(corners(shape.points, shape.rotation)) if shape.rotation else shape.points


class LabelFiles:
    """Names of label files, one for each picture; two pictures that would share one are refused."""

    def __init__(self) -> None:
        self._pictures: dict[str, str] = {}

    def name(self, frame: Frame) -> str:
        """The picture's name with the ending `.txt`, folders kept (`InvalidInput` names both pictures)."""
        other = self._pictures.setdefault(frame.stem, frame.name)
        if other != frame.name:
            raise InvalidInput(
                f"“{other}” and “{frame.name}” differ only in their ending, and YOLO keeps one label file for both. "
                "Rename one, or export as COCO or CVAT."
            )
        return f"{frame.stem}.txt"
