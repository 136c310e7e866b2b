"""Regions of pictures: what is refused, and the way of points in and out."""

from __future__ import annotations

import pytest

from prelabel.domain.frames import Frame
from prelabel.domain.region import Region
from prelabel.domain.shapes import Shape
from prelabel.errors import InvalidInput

FRAME = Frame(number=0, name="a.jpg", width=100, height=50)


@pytest.mark.parametrize("numbers", [[0, 0, 10], [5, 5, 5, 9], [9, 5, 5, 9], [-1, 0, 5, 9]], ids=str)
def test_what_is_no_region(numbers: list[int]) -> None:
    with pytest.raises(InvalidInput) as refused:
        Region.of(numbers)
    assert refused.value.field == "roi"


def test_a_region_must_be_on_the_frame() -> None:
    Region(0, 0, 100, 50).check(FRAME)
    with pytest.raises(InvalidInput, match=r"100 x 50"):
        Region(0, 0, 101, 50).check(FRAME)


@pytest.mark.parametrize(
    ("kind", "points", "moved"),
    [
        ("rectangle", (1, 2, 3, 4), (11, 22, 13, 24)),
        ("polygon", (1, 2, 3, 4, 5, 6), (11, 22, 13, 24, 15, 26)),
        ("mask", (1, 3, 0, 0, 1, 1), (1, 3, 10, 20, 11, 21)),
    ],
)
def test_points_find_their_way_out(kind: str, points: tuple[float, ...], moved: tuple[float, ...]) -> None:
    assert Region(10, 20, 60, 50).outwards(kind, points) == moved


def test_skeletons_move_with_their_points() -> None:
    point = Shape(type="points", frame=0, label_id=2, points=(1, 1))
    found = Region(10, 20, 60, 50).shape(Shape(type="skeleton", frame=0, label_id=1, elements=(point,)))
    assert found.elements[0].points == (11, 21)


def test_no_region_is_the_whole_picture() -> None:
    assert Region.of(None) is None
    assert Region.of([]) is None
