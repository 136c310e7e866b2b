"""The outlines of masks as polygons along the borders of their pixels; not the drawing of polygons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

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
