"""The label files that Darknet and Ultralytics share: one a picture, a line for each object; not their folders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from prelabel.domain.dataset import AnnotatedFrame
from prelabel.domain.frames import Frame
from prelabel.domain.labels import Label
from prelabel.domain.shapes import Shape

Line = Callable[[Shape, Frame], str]
"""What stands behind the class number, or an empty text for a shape that the format cannot hold."""


def class_numbers(labels: Iterable[Label]) -> dict[int | None, int]:
    """Label id → class number, in the order of the labels."""
    return {label.id: number for number, label in enumerate(labels)}


def lines(annotated: AnnotatedFrame, numbers: dict[int | None, int], line: Line) -> str:
    """The frame's shapes, one a line; an empty text for a picture with nothing on it."""
    frame = annotated.frame
    return "".join(
        f"{numbers[shape.label_id]} {text}\n"
        for shape in annotated.shapes
        if not shape.outside and shape.label_id in numbers and (text := line(shape, frame))
    )


def relative(points: Sequence[float], frame: Frame) -> str:
    """Flat x, y pairs as shares of the picture's size."""
    width, height = frame.width, frame.height
    shares = [*points]
    shares[::2] = [x / width for x in points[::2]]
    shares[1::2] = [y / height for y in points[1::2]]
    return _row(len(shares)) % tuple(shares)


@lru_cache(maxsize=64)
def _row(count: int) -> str:
    """The form of a row of numbers; `%` is twice as fast as format()."""
    return " ".join(["%.8f"] * count)
