"""Upright boxes as YOLO writes them, `cx cy w h` relative to the picture; turned ones are in `ultralytics_obb`."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import UNSET

from prelabel.domain.frames import Frame
from prelabel.domain.geometry import Box, box_around, clipped, corners
from prelabel.domain.labels import Label
from prelabel.domain.shapes import Shape
from prelabel.errors import InvalidInput

_CORNERS = " ".join(["%.8f"] * 8)
PLACES = 3  # decimals of a pixel that survive eight decimals of a share


def line(shape: Shape, frame: Frame) -> str:
    """A rectangle, or the upright box around it when it is turned, cut at the picture's edge."""
    if shape.type != "rectangle":
        return ""
    box = box_around(corners(shape.points, shape.rotation)) if shape.rotation else shape.points
    return written(box, frame)


def written(box: Sequence[float], frame: Frame) -> str:
    """A box in pixels as text, or an empty text when nothing of it is on the picture."""
    width, height = frame.width, frame.height
    cut = clipped(box, width, height)
    if cut is None:
        return ""
    left, top, right, bottom = cut
    return "%.8f %.8f %.8f %.8f" % (  # noqa: UP031 - twice as fast as format()
        (left + right) / 2 / width,
        (top + bottom) / 2 / height,
        (right - left) / width,
        (bottom - top) / height,
    )


def four_corners(box: Sequence[float], frame: Frame) -> str:
    """The corners of an upright box from its top left one on, cut at the picture's edge."""
    width, height = frame.width, frame.height
    cut = clipped(box, width, height)
    if cut is None:
        return ""
    left, top, right, bottom = cut[0] / width, cut[1] / height, cut[2] / width, cut[3] / height
    return _CORNERS % (left, top, right, top, right, bottom, left, bottom)


def shape(numbers: Sequence[float], frame: Frame, label: Label) -> Shape:
    """The rectangle of four numbers; a fifth is the score that a model gave."""
    if len(numbers) not in (4, 5):
        raise InvalidInput(f"it has {len(numbers)} numbers behind the class; a box has 4, and a score may follow.")
    return Shape(
        type="rectangle",
        frame=frame.number,
        label_id=label.known_id,
        points=box(numbers, frame),
        score=numbers[4] if len(numbers) == 5 else UNSET,
    )


def box(numbers: Sequence[float], frame: Frame) -> Box:
    """Centre and size as left, top, right and bottom in pixels."""
    cx, cy, width, height = numbers[:4]
    return (
        round((cx - width / 2) * frame.width, PLACES),
        round((cy - height / 2) * frame.height, PLACES),
        round((cx + width / 2) * frame.width, PLACES),
        round((cy + height / 2) * frame.height, PLACES),
    )


def pixels(numbers: Sequence[float], frame: Frame) -> tuple[float, ...]:
    """Flat shares as flat x, y pairs in pixels."""
    sizes = (frame.width, frame.height)
    return tuple(round(number * sizes[position % 2], PLACES) for position, number in enumerate(numbers))
