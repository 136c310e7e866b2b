"""`COCO Keypoints 1.0` read by pycocotools, by our own import, and refused where it is broken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from prelabel.domain.dataset import ImportResult
from prelabel.errors import InvalidInput
from prelabel.formats import registry
from tests.unit.formats import datasets, drawn
from tests.unit.formats.archives import exported, loaded, returned

NAME = "COCO Keypoints 1.0"


def imported(tmp_path: Path, found: dict[str, Any], *points: str, category: str = "body") -> ImportResult:
    document = {
        "images": [{"id": 1, "file_name": "b.png"}],
        "categories": [{"id": 5, "name": category, "keypoints": points}],
        "annotations": [{"id": 9, "image_id": 1, "category_id": 5, **found}],
    }
    (tmp_path / "points.json").write_text(json.dumps(document), encoding="utf-8-sig")
    return registry.load(NAME, tmp_path / "points.json", datasets.TARGET)


@pytest.mark.parametrize("seed", drawn.SEEDS)
def test_skeletons_come_back(tmp_path: Path, seed: int) -> None:
    shape = msgspec.structs.replace(drawn.skeleton(seed), occluded=True, z_order=3, group=7, source="auto", score=0.5)
    assert returned(tmp_path, NAME, shape) == (shape,)


def test_pycocotools_reads_points_and_lines(tmp_path: Path) -> None:
    from pycocotools.coco import COCO

    files = exported(tmp_path, NAME, datasets.dataset(datasets.EVERYTHING))
    (tmp_path / "a.json").write_bytes(files["annotations/person_keypoints_default.json"])
    coco = COCO(tmp_path / "a.json")
    (annotation,) = coco.loadAnns(coco.getAnnIds())
    category = coco.cats[annotation["category_id"]]
    assert (category["name"], category["keypoints"], category["skeleton"]) == ("body", ["head", "foot"], [[2, 1]])
    assert (annotation["keypoints"], annotation["num_keypoints"]) == ([5, 6, 1, 0, 0, 0], 1)
    assert annotation["bbox"] == [5, 6, 0, 0]


def test_points_are_found_by_their_names(tmp_path: Path) -> None:
    result = imported(tmp_path, {"keypoints": [1, 2, 2, 3, 4, 1]}, "foot", "head")
    (shape,) = result.annotations.shapes
    assert [(element.label_id, element.points, element.occluded) for element in shape.elements] == [
        (31, (3, 4), True),
        (32, (1, 2), False),
    ]


@pytest.mark.parametrize(
    ("found", "points", "remark"),
    [
        ({}, (), "it has 0 numbers as keypoints"),
        ({"keypoints": [1, 2]}, (), "it has 2 numbers as keypoints"),
        ({"keypoints": [1, 2, 7]}, (), "a point's visibility is 7"),
        ({"keypoints": [1, 2, 2]}, ("nose",), "the skeleton “body” has no point “nose”"),
        ({"keypoints": [1, 2, 2, 1, 2, 2, 1, 2, 2]}, (), "has 2 points, the file has 3"),
    ],
)
def test_one_bad_skeleton_costs_only_itself(
    tmp_path: Path, found: dict[str, Any], points: tuple[str, ...], remark: str
) -> None:
    result = imported(tmp_path, found, *points)
    assert result.annotations.shapes == ()
    assert result.remarks[0].startswith("annotation 9 left out: ")
    assert remark in result.remarks[0]


def test_a_label_that_is_no_skeleton_is_a_remark(tmp_path: Path) -> None:
    assert "“Человек” is no skeleton" in imported(tmp_path, {"keypoints": [1, 2, 2]}, category="Человек").remarks[0]


def test_an_archive_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="no document of this format"):
        loaded(tmp_path, NAME, {"annotations/instances_train.json": "{}"})


@pytest.mark.parametrize("svg", ["", "<circle", '<!DOCTYPE a [<!ENTITY b "b">]>', "<line data-type='edge'/>"])
def test_a_broken_drawing_has_no_lines(tmp_path: Path, svg: str) -> None:
    body = msgspec.structs.replace(datasets.BODY, svg=svg)
    files = exported(tmp_path, NAME, datasets.dataset(labels=(body,)))
    assert json.loads(files["annotations/person_keypoints_default.json"])["categories"][0]["skeleton"] == []
