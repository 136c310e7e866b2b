"""Boxes, areas and outlines of shapes, in pixels with the origin top left; not masks (see `masks`)."""

from __future__ import annotations

import math
from collections.abc import Sequence

Box = tuple[float, float, float, float]
ELLIPSE_CORNERS = 72


def box_around(points: Sequence[float]) -> Box:
    """Left, top, right and bottom of flat x, y pairs."""
    xs, ys = points[::2], points[1::2]
    return min(xs), min(ys), max(xs), max(ys)


def clipped(box: Sequence[float], width: float, height: float) -> Box | None:
    """The part of a box that lies on the picture, or None when there is none."""
    left, top = max(box[0], 0.0), max(box[1], 0.0)
    right, bottom = min(box[2], width), min(box[3], height)
    return (left, top, right, bottom) if left < right and top < bottom else None


def corners(box: Sequence[float], rotation: float = 0.0) -> list[float]:
    """The corners of a rectangle turned clockwise about its centre by degrees, from its top left one on."""
    left, top, right, bottom = box
    outline = [left, top, right, top, right, bottom, left, bottom]
    return turned(outline, ((left + right) / 2, (top + bottom) / 2), rotation)


def turned(points: Sequence[float], centre: tuple[float, float], rotation: float) -> list[float]:
    """Flat x, y pairs turned clockwise (as seen, with y downwards) about a centre by degrees."""
    if not rotation:
        return list(points)
    cosine, sine = math.cos(math.radians(rotation)), math.sin(math.radians(rotation))
    result: list[float] = []
    for x, y in zip(points[::2], points[1::2], strict=True):
        dx, dy = x - centre[0], y - centre[1]
        result += (centre[0] + dx * cosine - dy * sine, centre[1] + dx * sine + dy * cosine)
    return result


def ellipse_outline(points: Sequence[float], rotation: float = 0.0) -> list[float]:
    """An ellipse (centre x, centre y, right, top) as a polygon of 72 corners."""
    cx, cy, right, top = points
    outline: list[float] = []
    for step in range(ELLIPSE_CORNERS):
        angle = 2 * math.pi * step / ELLIPSE_CORNERS
        outline += (cx + (right - cx) * math.cos(angle), cy + (cy - top) * math.sin(angle))
    return turned(outline, (cx, cy), rotation)


def polygon_area(points: Sequence[float]) -> float:
    """The area inside a polygon of flat x, y pairs."""
    xs, ys = points[::2], points[1::2]
    previous = zip((xs[-1], *xs[:-1]), (ys[-1], *ys[:-1]), strict=True)
    return abs(sum(x0 * y - x * y0 for (x0, y0), x, y in zip(previous, xs, ys, strict=True))) / 2
