"""The rules of shapes and labels, as CVAT's data model has them."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from prelabel.domain.labels import PALETTE, Attribute, Label, check_unique, with_colors
from prelabel.domain.shapes import SHAPE_TYPES, Annotations, Shape, check_points, check_shape
from prelabel.errors import InvalidInput

GOOD: dict[str, tuple[float, ...]] = {
    "rectangle": (1, 2, 3, 4),
    "ellipse": (1, 2, 3, 4),
    "polygon": (0, 0, 1, 0, 1, 1),
    "polyline": (0, 0, 1, 1),
    "points": (0, 0),
    "cuboid": tuple(range(16)),
    "mask": (1, 2, 1, 0, 0, 1, 1),
    "skeleton": (),
}


@pytest.mark.parametrize("kind", SHAPE_TYPES)
def test_each_type_takes_its_points(kind: str) -> None:
    check_points(kind, GOOD[kind])


@pytest.mark.parametrize(
    ("kind", "points"),
    [
        ("rectangle", (1, 2, 3)),
        ("ellipse", (1, 2, 3, 4, 5)),
        ("polygon", (0, 0, 1, 1)),
        ("polygon", (0, 0, 1, 0, 1, 1, 1)),
        ("polyline", (0, 0)),
        ("points", ()),
        ("cuboid", (0, 0, 1, 1)),
        ("mask", (1, 0, 0, 1)),
        ("mask", (1, 2, 0, 0, 1, 1)),
        ("mask", (5, -1, 0, 0, 1, 1)),
        ("skeleton", (1, 2)),
        ("points", (0, float("nan"))),
        ("points", (0, float("inf"))),
    ],
)
def test_wrong_points_are_refused(kind: str, points: tuple[float, ...]) -> None:
    with pytest.raises(InvalidInput, match=f"A {kind} "):
        check_points(kind, points)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"rotation": 361}, "rotation"),
        ({"rotation": float("nan")}, "rotation"),
        ({"score": 1.5}, "score"),
        ({"elements": (Shape(type="points", frame=0, label_id=1, points=(1, 2)),)}, "elements"),
    ],
)
def test_wrong_fields_are_named(change: dict[str, Any], field: str) -> None:
    good = Shape(type="rectangle", frame=0, label_id=1, points=(1, 2, 3, 4), score=0.5)
    check_shape(good)
    with pytest.raises(InvalidInput) as raised:
        check_shape(msgspec.structs.replace(good, **change))
    assert raised.value.field == field


def test_an_unknown_score_is_left_out_of_json() -> None:
    shape = Shape(type="points", frame=0, label_id=1, points=(1, 2))
    body = msgspec.json.encode(Annotations(shapes=(shape,)))
    assert b"score" not in body
    assert msgspec.json.decode(body, type=Annotations).shapes == (shape,)


def test_labels_get_colours_that_are_not_taken() -> None:
    labels = with_colors([Label(name="a"), Label(name="b", color=PALETTE[0].upper()), Label(name="c")])
    assert [label.color for label in labels] == [PALETTE[1], PALETTE[0].upper(), PALETTE[2]]
    many = with_colors(Label(name=str(number)) for number in range(100))
    assert {label.color for label in many} == set(PALETTE)


@pytest.mark.parametrize("label", [{"name": " "}, {"name": "x" * 65}, {"name": "a", "type": "blob"}])
def test_labels_check_themselves(label: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        Label(**label)


def test_names_are_unique_and_input_types_known() -> None:
    with pytest.raises(InvalidInput, match="“a” is given twice"):
        check_unique([Label(name="a"), Label(name="b"), Label(name="a")])
    with pytest.raises(InvalidInput, match="“slider” is not an input type"):
        Attribute(name="a", input_type="slider")
