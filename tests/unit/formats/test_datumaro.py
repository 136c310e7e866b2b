"""`Datumaro 1.0`: everything comes back, the document it writes, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from prelabel.domain.dataset import ImportResult
from prelabel.domain.shapes import AttributeValue, Shape
from prelabel.errors import InvalidInput
from prelabel.formats import registry
from tests.unit.formats import datasets, drawn
from tests.unit.formats.archives import exported, returned

NAME = "Datumaro 1.0"
POLYGON = {"type": "polygon", "label_id": 0, "points": [1, 2, 3, 4, 5, 7]}
NOSE = {"type": "points", "label_id": 0, "points": [1, 2]}


def imported(tmp_path: Path, *found: dict[str, Any], label: str = "Человек", **item: Any) -> ImportResult:
    document = {
        "categories": {"label": {"labels": [{"name": label, "parent": ""}]}},
        "items": [{"id": "b", "annotations": found, **item}],
    }
    (tmp_path / "given.json").write_text(json.dumps(document), encoding="utf-8-sig")
    return registry.load(NAME, tmp_path / "given.json", datasets.TARGET)


@pytest.mark.parametrize("seed", drawn.SEEDS)
@pytest.mark.parametrize("kind", drawn.KINDS)
def test_every_shape_comes_back(tmp_path: Path, kind: str, seed: int) -> None:
    shape = drawn.KINDS[kind](seed)
    assert returned(tmp_path, NAME, shape) == (shape,)


def test_tags_come_back(tmp_path: Path) -> None:
    registry.export(NAME, datasets.dataset(tags=[datasets.TAG]), tmp_path / "a.zip")
    result = registry.load(NAME, tmp_path / "a.zip", datasets.TARGET)
    assert (result.annotations.tags, result.remarks) == ((datasets.TAG,), ())


def test_a_skeletons_points_keep_place_and_attributes(tmp_path: Path) -> None:
    assert returned(tmp_path, NAME, datasets.SKELETON) == (datasets.SKELETON,)


def test_the_document_is_datumaros(tmp_path: Path) -> None:
    files = exported(tmp_path, NAME, datasets.dataset(datasets.EVERYTHING, [datasets.TAG], subset="train"))
    assert {"annotations/train.json", "images/train/b.png"} <= set(files)
    document = json.loads(files["annotations/train.json"])
    assert [label["name"] for label in document["categories"]["label"]["labels"]] == [
        datasets.CAR.name, "Человек", "body", "head", "foot",
    ]  # fmt: skip
    assert document["categories"]["points"]["items"] == [
        {"label_id": 2, "labels": ["head", "foot"], "joints": [[2, 1]], "positions": []}
    ]
    first, second, _ = document["items"]
    assert (first["id"], first["image"]) == (
        "folder one/улица 1",
        {"path": "folder one/улица 1.jpg", "size": [480, 640]},
    )
    box = first["annotations"][0]
    assert (box["type"], box["bbox"], box["label_id"]) == ("bbox", [10.25, 20.5, 89.88, 180.49], 0)
    assert box["attributes"] == {
        "colour": "blue",
        "parked": True,
        "doors": 5,
        "note": datasets.VALUES[3].value,
        "occluded": True,
        "rotation": 33.25,
    }
    assert [found["type"] for found in second["annotations"]] == ["mask", "polyline", "points", "skeleton", "label"]


@pytest.mark.parametrize("counts", ["packed", "plain"])
def test_pycocotools_masks_are_read(tmp_path: Path, counts: str) -> None:
    import numpy as np
    from pycocotools import mask

    pixels = (np.random.default_rng(3).random((17, 31)) < 0.5).astype(np.uint8)
    packed = mask.encode(np.asfortranarray(pixels))["counts"].decode()
    document = json.loads(
        exported(tmp_path, NAME, datasets.dataset([_mask_of(pixels.tobytes())]))["annotations/default.json"]
    )
    assert document["items"][1]["annotations"][0]["rle"] == {"counts": packed, "size": [17, 31]}
    given = packed if counts == "packed" else [527 - 3, 3]
    result = imported(tmp_path, {"type": "mask", "label_id": 0, "rle": {"counts": given, "size": [17, 31]}})
    assert sum(result.annotations.shapes[0].points[1:-4:2]) == (pixels.sum() if counts == "packed" else 3)


def _mask_of(pixels: bytes) -> Shape:
    from prelabel.domain import masks

    return Shape(type="mask", frame=1, label_id=2, points=(*masks.runs_of(pixels), 0, 0, 30, 16))


def test_a_labels_own_attribute_comes_before_what_others_mean_by_it(tmp_path: Path) -> None:
    result = imported(tmp_path, {**POLYGON, "attributes": {"doors": 3, "track_id": 7}}, label=datasets.CAR.name)
    assert result.annotations.shapes[0].attributes == (AttributeValue(spec_id=13, value="3"),)
    assert result.remarks == ()


@pytest.mark.parametrize("item", [{"id": "b"}, {"id": "x", "image": {"path": "some/where/b.png"}}])
def test_frames_are_found_by_path_or_id(tmp_path: Path, item: dict[str, Any]) -> None:
    assert [shape.frame for shape in imported(tmp_path, POLYGON, **item).annotations.shapes] == [1]


@pytest.mark.parametrize(
    ("found", "remark"),
    [
        ({"type": "caption", "caption": "hello"}, "caption is no type that a task has"),
        ({"type": "cuboid_3d", "label_id": 0}, "cuboid_3d is no type"),
        ({"type": "polygon", "label_id": 0, "points": [1, 2, 3]}, "A polygon needs at least 6"),
        ({"type": "bbox", "label_id": 0, "bbox": [1, 2]}, "its bbox has 2 numbers"),
        ({"type": "ellipse", "label_id": 0}, "its points are 0 numbers"),
        ({"type": "cuboid_2d", "label_id": 0, "points": [[1, 2], [3, 4]]}, "A cuboid needs exactly 16 numbers, got 4"),
        ({"type": "mask", "label_id": 0}, "it has no rle"),
        ({"type": "mask", "label_id": 0, "rle": {"counts": "é", "size": [17, 31]}}, "cannot stand in"),
        ({"type": "mask", "label_id": 0, "rle": {"counts": [], "size": [9, 9]}}, "its mask is 9x9"),
        ({**POLYGON, "attributes": {"rotation": "left"}}, "its rotation is 'left'"),
        ({**POLYGON, "score": 7}, "score is 7"),
        ({"type": "skeleton", "label_id": 0}, "A skeleton, and nothing else, has elements"),
    ],
)
def test_one_bad_annotation_costs_only_itself(tmp_path: Path, found: dict[str, Any], remark: str) -> None:
    result = imported(tmp_path, found, POLYGON)
    assert len(result.annotations.shapes) == 1
    assert result.remarks[0].startswith("given.json: item “b”, annotation 1 left out: ")
    assert remark in result.remarks[0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "a.json is not Datumaro's: Input data was truncated"),
        (b"[" * 100_000, "a.json is not Datumaro's"),
        (b'{"items": [], "categories": {"label": {"labels": ["x"]}}}', "Expected `object`, got `str`"),
        (b'{"items": [{"id": 5}], "categories": {}}', "Expected `str`, got `int`"),
        (
            b'{"items": [{"id": "b", "annotations": [{"type": "bbox", "z_order": 1e30}]}], "categories": {}}',
            "a.json is not Datumaro's",
        ),
        (
            b'{"items": [{"id": "b", "annotations": [{"type": "bbox", "label_id": 3}]}], "categories": {}}',
            "annotation 1 has the label_id 3; there are 0 labels",
        ),
        ('{"items": "ё"}'.encode("cp1251"), "a.json is not Datumaro's"),
    ],
)
def test_what_is_broken_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "a.json").write_bytes(content)
    with pytest.raises(InvalidInput) as refused:
        registry.load(NAME, tmp_path / "a.json", datasets.TARGET)
    assert said in refused.value.message


@pytest.mark.parametrize(
    ("label", "found", "said"),
    [
        ("bus", POLYGON, "“bus”, which the task does not have. It has"),
        (
            "body",
            {"type": "skeleton", "label_id": 0, "elements": [NOSE]},
            "the skeleton “body” does not have. It has: head",
        ),
    ],
)
def test_unknown_labels_fail_with_the_known_ones(tmp_path: Path, label: str, found: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        imported(tmp_path, found, label=label)
    assert said in refused.value.message


def test_shapes_that_are_outside_are_left_out(tmp_path: Path) -> None:
    assert returned(tmp_path, NAME, msgspec.structs.replace(datasets.POLYGON, outside=True)) == ()
