"""Outlines of masks enclose exactly their pixels."""

from __future__ import annotations

import random

import pytest

from prelabel.domain import masks
from prelabel.domain.contours import contours, filled, joined_outline
from prelabel.domain.geometry import polygon_area

RING = "111 101 111"
DIAGONAL = "10 01"
TWO_HOLES = "11111 10101 11111"


def mask(picture: str, left: int = 0, top: int = 0) -> tuple[float, ...]:
    rows = picture.split()
    runs = masks.runs_of(bytes(int(pixel) for row in rows for pixel in row))
    return *runs, left, top, left + len(rows[0]) - 1, top + len(rows) - 1


def inside(outline: list[float], x: float, y: float) -> bool:
    """Even-odd rule."""
    corners = list(zip(outline[::2], outline[1::2], strict=True))
    crossed = False
    for (x0, y0), (x1, y1) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
            crossed = not crossed
    return crossed


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        ("111", [[(5, 7), (8, 7), (8, 8), (5, 8)]]),
        (RING, [[(5, 7), (8, 7), (8, 10), (5, 10)], [(6, 8), (6, 9), (7, 9), (7, 8)]]),
        (DIAGONAL, [[(5, 7), (6, 7), (6, 8), (5, 8)], [(6, 8), (7, 8), (7, 9), (6, 9)]]),
        ("000", []),
    ],
)
def test_parts_and_holes(picture: str, expected: list[list[tuple[int, int]]]) -> None:
    assert contours(mask(picture, 5, 7)) == expected


@pytest.mark.parametrize("picture", [RING, DIAGONAL, TWO_HOLES, "1", "0110 1001 0110"])
def test_one_polygon_holds_every_pixel_and_no_other(picture: str) -> None:
    outline = joined_outline(mask(picture))
    for y, row in enumerate(picture.split()):
        assert [inside(outline, x + 0.5, y + 0.5) for x in range(len(row))] == [pixel == "1" for pixel in row]


def test_random_masks_keep_their_area() -> None:
    source = random.Random(5)
    for _ in range(50):
        width, height = source.randint(1, 12), source.randint(1, 12)
        pixels = bytes(source.random() < 0.6 for _ in range(width * height))
        points = (*masks.runs_of(pixels), 0, 0, width - 1, height - 1)
        outline = joined_outline(points)
        assert (polygon_area(outline) if outline else 0) == sum(pixels)


def test_runs_of_no_pixels_join_their_neighbours() -> None:
    assert contours((0, 2, 0, 1, 0, 0, 2, 0)) == [[(0, 0), (3, 0), (3, 1), (0, 1)]]


@pytest.mark.parametrize("seed", range(20))
def test_a_mask_comes_back_from_its_outline(seed: int) -> None:
    source = random.Random(seed)
    width, height = source.randint(1, 30), source.randint(1, 30)
    pixels = bytearray(source.random() < 0.6 for _ in range(width * height))
    pixels[0] = pixels[-1] = 1
    points = (*masks.runs_of(pixels), 4, 3, width + 3, height + 2)
    assert filled(joined_outline(points), 50, 50) == points


@pytest.mark.parametrize(
    ("outline", "expected"),
    [
        ((1.4, 1.6, 3.5, 1.6, 3.5, 3, 1.4, 3), (0, 2, 1, 2, 2, 2)),  # centres count, 1.5 and 2.5
        ((-9, -9, 90, -9, 90, 90, -9, 90), (0, 20, 0, 0, 4, 3)),  # cut at the picture
        ((1, 1, 1.2, 1, 1.2, 1.2), None),  # between centres
        ((7, 7, 9, 7, 9, 9), None),  # beside the picture
        ((), None),
    ],
)
def test_polygons_are_filled_at_the_centres_of_pixels(outline: tuple[float, ...], expected: object) -> None:
    assert filled(outline, 5, 4) == expected
