"""From masks to the polygons along the borders of their pixels, and from polygons to masks; no NumPy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from math import ceil

from prelabel.domain.masks import Points, runs_of

Vertex = tuple[int, int]
Contour = list[Vertex]


def contours(points: Sequence[float]) -> list[Contour]:
    """The closed outlines of a mask: parts clockwise as seen, holes the other way round, each without its last point.

    Pixels that touch only at a corner belong to different parts.
    """
    onward = _edges(points)
    found: list[Contour] = []
    for start in sorted(onward, key=lambda vertex: (vertex[1], vertex[0])):
        while onward[start]:
            found.append(_walk(start, onward))
    return found


def joined_outline(points: Sequence[float]) -> list[float]:
    """One polygon for the whole mask as flat x, y pairs: parts and holes are joined by lines without width."""
    found = contours(points)
    way = [vertex for contour in found for vertex in (*contour, contour[0])]
    back = [contour[0] for contour in reversed(found[1:-1])]
    outline = (found[0] if len(found) == 1 else [*way, *back]) if found else []
    return [float(number) for vertex in outline for number in vertex]


def _edges(points: Sequence[float]) -> dict[Vertex, list[Vertex]]:
    """From each corner of pixels to the next ones, with the mask on the right-hand side."""
    left, top, right, bottom = map(int, points[-4:])
    onward: dict[Vertex, list[Vertex]] = defaultdict(list)
    above: list[int] = []
    for y, row in enumerate([*_rows(points[:-4], right - left + 1, bottom - top + 1), []], start=top):
        for start, end, filled in _changes(above, row):
            begin, finish = (start, end) if filled else (end, start)
            onward[left + begin, y].append((left + finish, y))
        for start, end in zip(row[::2], row[1::2], strict=True):
            onward[left + start, y + 1].append((left + start, y))
            onward[left + end, y].append((left + end, y + 1))
        above = row
    return onward


def _rows(runs: Sequence[float], width: int, height: int) -> Iterator[list[int]]:
    """For each row the places where pixels begin and cease to be set."""
    rows: list[list[int]] = [[] for _ in range(height)]
    ends = list(accumulate(map(int, runs)))
    for start, end in zip(ends[::2], ends[1::2], strict=False):
        for y in range(start // width, -(-end // width) if end > start else 0):
            begin, finish = max(start - y * width, 0), min(end - y * width, width)
            if rows[y] and rows[y][-1] == begin:  # a run of no pixels lies between
                rows[y][-1] = finish
            else:
                rows[y] += (begin, finish)
    return iter(rows)


def _changes(above: list[int], row: list[int]) -> Iterator[tuple[int, int, bool]]:
    """Stretches in which a row differs from the one above it, and whether it is the row that is set there."""
    upper, lower = set(above), set(row)
    in_upper = in_lower = False
    places = sorted(upper | lower)
    for start, end in pairwise(places):
        in_upper ^= start in upper
        in_lower ^= start in lower
        if in_upper != in_lower:
            yield start, end, in_lower


def _walk(start: Vertex, onward: dict[Vertex, list[Vertex]]) -> Contour:
    """Follow edges back to the topmost left start, turning right where two ways are open; only corners are kept."""
    contour = [start]
    previous, here = start, onward[start].pop()
    while here != start:
        ways = onward[here]
        following = ways.pop() if len(ways) == 1 or _turn(previous, here, ways[1]) > 0 else ways.pop(0)
        if _turn(previous, here, following):
            contour.append(here)
        previous, here = here, following
    return contour


def _turn(before: Vertex, here: Vertex, after: Vertex) -> int:
    """Positive for a turn to the right as seen, zero when it goes straight on."""
    return (here[0] - before[0]) * (after[1] - here[1]) - (here[1] - before[1]) * (after[0] - here[0])


def filled(outline: Sequence[float], width: int, height: int) -> Points | None:
    """The mask of a picture's pixels whose centres lie inside a polygon (even-odd), or None when there are none."""
    rows = {y: _spans(crossings, width) for y, crossings in _crossings(outline, height).items()}
    ends = [(span[0], span[1]) for spans in rows.values() for span in spans]
    if not ends:
        return None
    left, right = min(start for start, _ in ends), max(end for _, end in ends) - 1
    tops = [y for y, spans in rows.items() if spans]
    top, bottom, stride = min(tops), max(tops), right - left + 1
    pixels = bytearray(stride * (bottom - top + 1))
    for y, spans in rows.items():
        for start, end in spans:
            begin = (y - top) * stride - left
            pixels[begin + start : begin + end] = b"\1" * (end - start)
    return *map(float, runs_of(pixels)), float(left), float(top), float(right), float(bottom)


def _crossings(outline: Sequence[float], height: int) -> dict[int, list[float]]:
    """For each row of pixels where the outline crosses the line through their centres."""
    found: dict[int, list[float]] = defaultdict(list)
    corners = list(zip(outline[::2], outline[1::2], strict=True))
    for start, end in pairwise((*corners, *corners[:1])):
        (x0, y0), (x1, y1) = sorted((start, end), key=lambda corner: corner[1])
        for y in range(max(ceil(y0 - 0.5), 0), min(ceil(y1 - 0.5), height)):
            found[y].append(x0 + (y + 0.5 - y0) * (x1 - x0) / (y1 - y0))
    return found


def _spans(crossings: list[float], width: int) -> list[tuple[int, int]]:
    """Stretches of pixels between every second crossing and the next, the end not included."""
    places = [min(max(ceil(x - 0.5), 0), width) for x in sorted(crossings)]
    return [(start, end) for start, end in zip(places[::2], places[1::2], strict=True) if start < end]
