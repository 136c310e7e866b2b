"""Masks that become polygons, wherever they are drawn."""

from __future__ import annotations

import pytest

from prelabel.domain import polygons
from prelabel.domain.geometry import polygon_area
from prelabel.domain.shapes import Annotations, Shape, Track, TrackedShape

SQUARE = (0, 4, 10, 10, 11, 11)  # four pixels
WITH_HOLE = (0, 4, 1, 4, 0, 0, 2, 2)  # a ring of eight pixels
PARTS = (0, 1, 1, 1, 0, 0, 2, 0)  # two pixels with one between


@pytest.mark.parametrize(("mask", "area"), [(SQUARE, 4), (WITH_HOLE, 8), (PARTS, 2)])
def test_a_mask_becomes_a_polygon_of_the_same_area(mask: tuple[float, ...], area: int) -> None:
    shape = Shape(type="mask", frame=0, label_id=1, points=mask, source="auto")
    track = Track(frame=0, label_id=1, shapes=(TrackedShape(type="mask", frame=0, points=mask),))
    found = polygons.of_masks(Annotations(shapes=(shape,), tracks=(track,)))
    for drawn in (found.shapes[0], found.tracks[0].shapes[0]):
        assert drawn.type == "polygon"
        assert polygon_area(drawn.points) == pytest.approx(area)
    assert found.shapes[0].source == "auto"


def test_other_shapes_stay_as_they_are() -> None:
    given = Annotations(shapes=(Shape(type="rectangle", frame=0, label_id=1, points=(1, 1, 2, 2)),))
    assert polygons.of_masks(given) == given
