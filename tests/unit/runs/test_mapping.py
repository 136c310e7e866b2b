"""Default and given mappings, and what is wrong with a given one."""

from __future__ import annotations

from typing import Any

import pytest

from prelabel.domain.function import ModelAttribute, ModelLabel
from prelabel.domain.labels import Attribute, Label
from prelabel.errors import InvalidMapping
from prelabel.runs.mapping import check, fits, match

MODEL = (
    ModelLabel(name="car", type="rectangle", attributes=(ModelAttribute(name="colour"), ModelAttribute(name="age"))),
    ModelLabel(name="truck"),
    ModelLabel(name="body", type="skeleton", sublabels=(ModelLabel(name="head", type="points"),)),
    ModelLabel(name="sky", type="mask"),
)
TASK = (
    Label(id=1, name="car", attributes=(Attribute(id=11, name="colour"),)),
    Label(id=2, name="body", type="skeleton", sublabels=(Label(id=21, name="head", type="points"),)),
    Label(id=3, name="sky", type="polygon"),
    Label(id=4, name="truck", type="skeleton"),
)


@pytest.mark.parametrize(
    ("model", "task", "fit"),
    [
        ("rectangle", "rectangle", True),
        ("rectangle", "any", True),
        ("any", "tag", True),
        ("mask", "polygon", True),
        ("polygon", "mask", True),
        ("rectangle", "polygon", False),
        ("skeleton", "any", False),
        ("any", "skeleton", False),
        ("skeleton", "skeleton", True),
    ],
)
def test_types_fit_as_in_cvat(model: str, task: str, fit: bool) -> None:
    assert fits(model, task) is fit


def test_the_default_mapping_pairs_equal_names_whose_types_fit() -> None:
    mapping = match(MODEL, TASK)
    assert {name: mapped.label.id for name, mapped in mapping.labels.items()} == {"car": 1, "body": 2, "sky": 3}
    assert [attribute.id for attribute in mapping.labels["car"].attributes.values()] == [11]
    assert mapping.labels["body"].sublabels["head"].label.id == 21
    assert check({}, MODEL, TASK) == mapping


def test_several_model_labels_may_become_one() -> None:
    given = {"car": {"name": "car", "attributes": {"age": "colour"}}, "truck": "car"}
    mapping = check(given, MODEL, TASK)
    assert [mapped.label.name for mapped in mapping.labels.values()] == ["car", "car"]
    assert mapping.labels["car"].attributes["age"].id == 11
    assert mapping.labels["truck"].attributes == {}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"bus": {"name": "car"}}, "The function has no label “bus”; it has: car, truck, body, sky"),
        ({"car": {"name": "bus"}}, "The task has no label “bus”"),
        ({"car": {"name": "body"}}, "“car” is of type rectangle, the task's “body” of type skeleton"),
        ({"car": {"name": "car", "attributes": {"mood": "colour"}}}, "The model's “car” has no attribute “mood”"),
        ({"car": {"name": "car", "attributes": {"age": "mood"}}}, "The task's “car” has no attribute “mood”"),
        ({"body": {"name": "body"}}, "The skeleton “body” needs sublabels"),
        ({"body": {"name": "body", "sublabels": {"tail": "head"}}}, "The function has no sublabel “tail”"),
        ({"car": 5}, "Expected `str | object`, got `int`"),
        ({"car": {}}, "missing required field `name`"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(given: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidMapping) as raised:
        check(given, MODEL, TASK)
    assert raised.value.message.startswith("Invalid mapping. ")
    assert said in raised.value.message
