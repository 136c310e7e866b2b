"""The upright box that a shape takes up, whatever its type."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from prelabel.domain.geometry import Box, box_around, corners, ellipse_outline
from prelabel.domain.shapes import Shape

NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)


def extent(shape: Shape) -> Box:
    """Left, top, right and bottom in pixels, to a hundredth."""
    left, top, right, bottom = _EXTENTS.get(shape.type, _of_points)(shape)
    return round(left, 2), round(top, 2), round(right, 2), round(bottom, 2)


def _of_points(shape: Shape) -> Box:
    return box_around(shape.points) if shape.points else NOWHERE


def _of_rectangle(shape: Shape) -> Box:
    if shape.rotation:
        return box_around(corners(shape.points, shape.rotation))
    left, top, right, bottom = shape.points
    return left, top, right, bottom


def _of_ellipse(shape: Shape) -> Box:
    return box_around(ellipse_outline(shape.points, shape.rotation))


def _of_mask(shape: Shape) -> Box:
    """Its box stands after the run lengths, its last pixels included."""
    left, top, right, bottom = shape.points[-4:]
    return left, top, right + 1, bottom + 1


def _of_skeleton(shape: Shape) -> Box:
    points = tuple(chain.from_iterable(part.points for part in shape.elements if not part.outside))
    return box_around(points) if points else NOWHERE


_EXTENTS: dict[str, Callable[[Shape], Box]] = {
    "rectangle": _of_rectangle,
    "ellipse": _of_ellipse,
    "mask": _of_mask,
    "skeleton": _of_skeleton,
}
