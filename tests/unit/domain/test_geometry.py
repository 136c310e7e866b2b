"""Boxes, turned corners and areas."""

from __future__ import annotations

import math

import pytest

from prelabel.domain import geometry


@pytest.mark.parametrize(
    ("box", "inside"),
    [
        ((1, 2, 3, 4), (1, 2, 3, 4)),
        ((-5, -5, 20, 20), (0, 0, 10, 8)),
        ((9, 7, 12, 12), (9, 7, 10, 8)),
        ((10, 0, 12, 5), None),
        ((3, 3, 3, 5), None),
        ((5, 5, 3, 8), None),
    ],
)
def test_boxes_are_cut_at_the_picture(box: tuple[float, ...], inside: tuple[float, ...] | None) -> None:
    assert geometry.clipped(box, 10, 8) == inside


@pytest.mark.parametrize(
    ("rotation", "corners"),
    [
        (0, [0, 0, 4, 0, 4, 2, 0, 2]),
        (90, [3, -1, 3, 3, 1, 3, 1, -1]),
        (180, [4, 2, 0, 2, 0, 0, 4, 0]),
        (360, [0, 0, 4, 0, 4, 2, 0, 2]),
    ],
)
def test_rectangles_turn_clockwise_about_their_centre(rotation: float, corners: list[float]) -> None:
    assert geometry.corners((0, 0, 4, 2), rotation) == pytest.approx(corners)


def test_areas() -> None:
    assert geometry.polygon_area([0, 0, 4, 0, 4, 2, 0, 2]) == 8
    assert geometry.polygon_area([0, 2, 4, 2, 4, 0, 0, 0]) == 8
    outline = geometry.ellipse_outline((50, 40, 60, 20), rotation=30)
    assert geometry.polygon_area(outline) == pytest.approx(math.pi * 10 * 20, rel=0.002)


def test_the_box_around_points() -> None:
    assert geometry.box_around([3, 9, 1, 2, 5, 4]) == (1, 2, 5, 9)
