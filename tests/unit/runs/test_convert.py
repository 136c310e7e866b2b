"""What a function's answers become, kind by kind, and what is dropped with which reason."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec import UNSET

from prelabel.domain.frames import Frame
from prelabel.domain.function import ModelAttribute, ModelLabel
from prelabel.domain.labels import Attribute, Label
from prelabel.errors import BadResponse
from prelabel.runs.convert import Converted, convert
from prelabel.runs.detections import decode
from prelabel.runs.mapping import match

FRAME = Frame(number=7, name="a.jpg", width=100, height=80)
SPECS = (
    Attribute(id=11, name="colour", input_type="select", values=("red", "blue"), default_value="red"),
    Attribute(id=12, name="doors", input_type="number", values=("2", "6", "2"), default_value="4"),
    Attribute(id=13, name="open", input_type="checkbox", default_value="false"),
    Attribute(id=14, name="plate", input_type="text"),
)
POINTS = tuple(Label(id=number, name=name, type="points") for number, name in ((31, "head"), (32, "foot")))
LABELS = (
    Label(id=1, name="car", attributes=SPECS),
    Label(id=2, name="box", type="rectangle"),
    Label(id=3, name="body", type="skeleton", sublabels=POINTS),
)
MODEL = (
    ModelLabel(name="car", attributes=tuple(ModelAttribute(name=spec.name) for spec in SPECS)),
    ModelLabel(name="box", type="rectangle"),
    ModelLabel(name="body", type="skeleton", sublabels=tuple(ModelLabel(name=label.name) for label in POINTS)),
)
BOX = {"label": "box", "points": [10, 10, 20, 20]}


def converted(*items: Any, **options: Any) -> Converted:
    return convert(FRAME, items, match(MODEL, LABELS), **options)


@pytest.mark.parametrize(
    ("kind", "points"),
    [
        ("ellipse", [50, 40, 60, 20]),
        ("polygon", [0, 0, 10.5, 0, 10, 10]),
        ("polyline", [0, 0, 10, 0]),
        ("points", [5, 5]),
        ("cuboid", list(range(16))),
        ("Rectangle", [1.5, 2, 3, 4]),
    ],
)
def test_points_are_taken_as_they_are(kind: str, points: list[float]) -> None:
    item = {"label": "car", "type": kind, "points": points, "group_id": 3, "rotation": 370, "confidence": "0.75"}
    (shape,) = converted(item).kept.shapes
    assert (shape.type, list(shape.points), shape.frame, shape.label_id) == (kind.lower(), points, 7, 1)
    assert (shape.group, shape.rotation, shape.source, shape.score) == (3, 10, "auto", 0.75)


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([-5, -5, 50, 50], (0, 0, 50, 50)),
        ([90, 70, 200, 200], (90, 70, 100, 80)),
        (["1", "2", "3.5", "4"], (1, 2, 3.5, 4)),
    ],
)
def test_a_box_is_cut_at_the_edge(points: list[Any], expected: tuple[float, ...]) -> None:
    (shape,) = converted({**BOX, "points": points}).kept.shapes
    assert shape.points == expected


def test_a_type_that_is_not_given_is_the_models() -> None:
    assert converted(BOX).kept.shapes[0].type == "rectangle"


def test_a_mask_becomes_run_lengths() -> None:
    item = {"label": "car", "type": "mask", "mask": [0, 255, 255, 0, 0, 1, 5, 6, 7, 7], "points": [0, 0, 9, 0, 9, 9]}
    assert converted(item).kept.shapes[0].points == (1, 2, 2, 1, 5, 6, 7, 7)
    floats = {**item, "mask": [0.0, 1.0, 1.0, False, 0, True, 5, 6, 7, 7.0]}
    assert converted(floats).kept.shapes[0].points == (1, 2, 2, 1, 5, 6, 7, 7)
    as_polygon = converted(item, conv_mask_to_poly=True).kept.shapes[0]
    assert (as_polygon.type, as_polygon.points) == ("polygon", (0, 0, 9, 0, 9, 9))


def test_a_tag_becomes_a_tag() -> None:
    found = converted({"label": "car", "type": "tag", "confidence": 1})
    (tag,) = found.kept.tags
    assert (tag.frame, tag.label_id, tag.source, tag.score) == (7, 1, "auto", 1.0)
    assert found.tally.kept == {"car": 1}


def test_a_skeleton_gets_its_missing_points_outside() -> None:
    head = {"label": "head", "type": "points", "points": [4, 6]}
    (shape,) = converted({"label": "body", "type": "skeleton", "elements": [head]}).kept.shapes
    assert [(element.label_id, element.points, element.outside) for element in shape.elements] == [
        (31, (4, 6), False),
        (32, (4, 6), True),
    ]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ([], {11: "red", 12: "4", 13: "false", 14: ""}),
        ([{"name": "colour", "value": "blue"}, {"name": "open", "value": True}], {11: "blue", 13: "true"}),
        ([{"name": "colour", "value": "green"}, {"name": "doors", "value": 3}], {11: "red", 12: "4"}),
        ([{"name": "doors", "value": "6"}, {"name": "plate", "value": 17}], {12: "6", 14: "17"}),
        ("nonsense", {11: "red"}),
        ([{"name": "mood", "value": "x"}, "x", {"name": "doors"}], {12: "4"}),
    ],
)
def test_attributes_are_kept_when_they_suit(given: Any, kept: dict[int, str]) -> None:
    (shape,) = converted({**BOX, "label": "car", "type": "rectangle", "attributes": given}).kept.shapes
    values = {value.spec_id: value.value for value in shape.attributes}
    assert values | kept == values


@pytest.mark.parametrize(
    ("item", "reason", "name"),
    [
        ({**BOX, "label": "bus"}, "label not mapped", "bus"),
        ({**BOX, "label": 3}, "label not mapped", "3"),
        ({**BOX, "confidence": 0.1}, "below threshold", "box"),
        ({**BOX, "type": "polygon", "points": [0, 0, 9, 0, 9, 9]}, "type does not fit the label", "box"),
        ({**BOX, "type": "blob"}, "bad shape", "box"),
        ({**BOX, "points": [10, 10, 10, 20]}, "bad shape", "box"),
        ({**BOX, "points": [110, 10, 120, 20]}, "bad shape", "box"),
        ({**BOX, "points": [10, 10, 20]}, "bad shape", "box"),
        ({**BOX, "points": [10, 10, float("nan"), 20]}, "bad shape", "box"),
        ({**BOX, "points": None}, "bad shape", "box"),
        ({**BOX, "points": "here"}, "bad shape", "box"),
        ({"label": "car", "type": "mask", "mask": [0, 1, 5, 6, 7, 7]}, "bad shape", "car"),
        ({"label": "car", "type": "mask", "mask": [0, 0, 5, 6, 6, 6]}, "bad shape", "car"),
        ({"label": "car", "type": "mask", "mask": [1, 0, 5, 6, 6, None]}, "bad shape", "car"),
        ({"label": "car", "type": "mask"}, "bad shape", "car"),
        ({"label": "body", "type": "skeleton"}, "bad shape", "body"),
        ({}, "bad shape", "?"),
        ("box", "bad shape", "?"),
    ],
)
def test_what_is_dropped_is_counted_with_its_reason(item: Any, reason: str, name: str) -> None:
    found = converted(item, BOX, threshold=0.5)
    assert found.tally.dropped == {reason: {name: 1}}
    assert found.tally.kept == {"box": 1}
    assert found.tally.predictions == len(found.predictions) == 1 + (reason == "below threshold")


@pytest.mark.parametrize(
    ("confidence", "score"),
    [("0.5", 0.5), (1, 1.0), (1.0000001, 1.0), (0, 0.0), (None, UNSET), ("high", UNSET), (87, UNSET), ("nan", UNSET)],
)
def test_confidence_may_be_text_or_number_or_absent(confidence: Any, score: Any) -> None:
    found = converted({**BOX, "confidence": confidence})
    assert found.kept.shapes[0].score == score
    assert found.tally.gives_confidence is (score is not UNSET)


def test_predictions_can_be_cut_again_later() -> None:
    found = converted(*({**BOX, "confidence": number / 10} for number in range(10)), BOX, threshold=0.5)
    assert len(found.predictions) == 11
    assert len(found.kept) == len(found.predictions.over(0.5)) == 6
    assert len(found.predictions.over(0.8)) == 3
    assert found.predictions.over(None) is found.predictions


def test_nan_in_an_answer_costs_only_its_item() -> None:
    items = decode(json.dumps([{**BOX, "points": [float("nan")] * 4}, BOX]).encode())
    assert converted(*items).tally.kept == {"box": 1}


@pytest.mark.parametrize("body", [b"", b"null", b'{"a": 1}', b"\xff", b"[" * 100_000])
def test_an_answer_that_is_no_list_is_refused(body: bytes) -> None:
    with pytest.raises(BadResponse, match="answer is not"):
        decode(body)
