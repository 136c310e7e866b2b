"""The box that each type of shape takes up."""

from __future__ import annotations

from typing import Any

import pytest

from prelabel.domain.extent import extent
from prelabel.domain.geometry import Box
from prelabel.domain.shapes import Shape

ELEMENTS = tuple(
    Shape(type="points", frame=0, label_id=2, points=points, outside=outside)
    for points, outside in (((5.0, 6.0), False), ((9.0, 2.0), False), ((90.0, 90.0), True))
)


@pytest.mark.parametrize(
    ("kind", "points", "more", "box"),
    [
        ("rectangle", (1, 2, 30, 40), {}, (1, 2, 30, 40)),
        ("rectangle", (10, 10, 30, 20), {"rotation": 90}, (15, 5, 25, 25)),
        ("polygon", (5, 5, 25, 6, 20, 25), {}, (5, 5, 25, 25)),
        ("points", (7.123, 8.456), {}, (7.12, 8.46, 7.12, 8.46)),
        ("ellipse", (50, 40, 60, 20), {}, (40, 20, 60, 60)),
        ("mask", (0, 4, 10, 20, 11, 21), {}, (10, 20, 12, 22)),
        ("skeleton", (), {"elements": ELEMENTS}, (5, 2, 9, 6)),
        ("skeleton", (), {"elements": ELEMENTS[2:]}, (0, 0, 0, 0)),
    ],
)
def test_what_a_shape_takes_up(kind: Any, points: tuple[float, ...], more: dict[str, Any], box: Box) -> None:
    assert extent(Shape(type=kind, frame=0, label_id=1, points=points, **more)) == box
