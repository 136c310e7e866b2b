"""Boxes, areas and outlines of shapes, in pixels with the origin top left; not masks (see `masks`)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

Box = tuple[float, float, float, float]
ELLIPSE_CORNERS = 72
FULL_TURN = 360.0


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


def clipped_polygon(points: Sequence[float], width: float, height: float) -> list[float]:
    """The part of a polygon that lies on the picture, as flat x, y pairs; empty when there is none."""
    left, top, right, bottom = box_around(points)
    if left >= 0 and top >= 0 and right <= width and bottom <= height:
        return list(points)
    outline = list(zip(points[::2], points[1::2], strict=True))
    for axis, sign, limit in ((0, 1, 0.0), (0, -1, -width), (1, 1, 0.0), (1, -1, -height)):
        outline = list(_cut(outline, axis, sign, limit))
    return [number for corner in outline for number in corner] if len(outline) > 2 else []


def _cut(outline: list[tuple[float, float]], axis: int, sign: int, limit: float) -> Iterator[tuple[float, float]]:
    """Corners whose coordinate, times the sign, is not below the limit, and where the outline crosses it."""
    before = outline[-1] if outline else (0.0, 0.0)
    for corner in outline:
        outside, was_outside = sign * corner[axis] < limit, sign * before[axis] < limit
        if outside != was_outside:
            share = (sign * limit - before[axis]) / (corner[axis] - before[axis])
            crossing = before[1 - axis] + (corner[1 - axis] - before[1 - axis]) * share
            yield (sign * limit, crossing) if axis == 0 else (crossing, sign * limit)
        if not outside:
            yield corner
        before = corner


def box_of_corners(points: Sequence[float]) -> tuple[Box, float]:
    """The rectangle whose corners these are, from its top left one on clockwise, and its rotation in degrees."""
    cx, cy = sum(points[::2]) / 4, sum(points[1::2]) / 4
    width, height = math.dist(points[:2], points[2:4]), math.dist(points[2:4], points[4:6])
    rotation = math.degrees(math.atan2(points[3] - points[1], points[2] - points[0])) % FULL_TURN
    return (cx - width / 2, cy - height / 2, cx + width / 2, cy + height / 2), rotation
