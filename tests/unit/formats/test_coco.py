"""`COCO 1.0` read by pycocotools, by our own import, and in the forms that other programs write."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from prelabel.domain.dataset import Dataset, ImportResult
from prelabel.domain.shapes import Shape
from prelabel.errors import InvalidInput
from prelabel.formats import registry
from tests.unit.formats import datasets, drawn
from tests.unit.formats.archives import returned

HOLDS = (datasets.RECTANGLE, datasets.POLYGON, datasets.ELLIPSE, datasets.BITMAP)


def exported(tmp_path: Path, dataset: Dataset) -> Path:
    registry.export("COCO 1.0", dataset, tmp_path / "export.zip", True)
    with zipfile.ZipFile(tmp_path / "export.zip") as archive:
        archive.extractall(tmp_path)
    return tmp_path / "annotations" / f"instances_{dataset.subset or 'default'}.json"


def imported(tmp_path: Path, *objects: dict[str, Any], category: str = "Человек") -> ImportResult:
    document = {
        "images": [{"id": "x", "file_name": "somewhere/b.jpg", "width": 31, "height": 17}],
        "categories": [{"id": 5, "name": category}],
        "annotations": [{"id": 1, "image_id": "x", "category_id": 5, **found} for found in objects],
    }
    source = tmp_path / "given.json"
    source.write_text(json.dumps(document), encoding="utf-8-sig")
    return registry.load("COCO 1.0", source, datasets.TARGET)


@pytest.mark.parametrize("shape", HOLDS, ids=lambda shape: shape.type)
def test_a_shape_survives_export_and_import(tmp_path: Path, shape: Shape) -> None:
    registry.export("COCO 1.0", datasets.dataset([shape]), tmp_path / "a.zip")
    result = registry.load("COCO 1.0", tmp_path / "a.zip", datasets.TARGET)
    assert result.annotations.shapes == (shape,)
    assert result.remarks == ()


@pytest.mark.parametrize("seed", drawn.SEEDS)
@pytest.mark.parametrize("kind", ["rectangle", "turned", "polygon", "ellipse", "mask"])
def test_random_shapes_survive(tmp_path: Path, kind: str, seed: int) -> None:
    shape = drawn.KINDS[kind](seed)
    assert returned(tmp_path, "COCO 1.0", shape) == (shape,)


def test_what_coco_has_no_place_for_is_left_out(tmp_path: Path) -> None:
    document = json.loads(exported(tmp_path, datasets.dataset(datasets.EVERYTHING, subset="Train")).read_bytes())
    assert len(document["annotations"]) == len(HOLDS)
    assert (tmp_path / "images" / "Train" / "b.png").read_text() == "b.png"
    assert [image["id"] for image in document["images"]] == [1, 2, 3]


def test_pycocotools_reads_the_boxes(tmp_path: Path) -> None:
    from pycocotools.coco import COCO

    dataset = datasets.boxes(20, 25)
    coco = COCO(exported(tmp_path, dataset))
    expected = [shape for annotated in dataset.frames() for shape in annotated.shapes]
    found = coco.loadAnns(coco.getAnnIds())
    corners = [(x, y, x + w, y + h) for x, y, w, h in (annotation["bbox"] for annotation in found)]
    assert np.abs(np.array(corners) - np.array([shape.points for shape in expected])).max() < 0.01
    assert [coco.cats[annotation["category_id"]]["name"] for annotation in found[:50]] == [
        {1: "bolt", 2: "nut"}[shape.label_id] for shape in expected[:50]
    ]
    assert coco.imgs[found[-1]["image_id"]]["file_name"] == "picture 00019.jpg"


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")  # pycocotools 2.0.11 with NumPy 2
def test_pycocotools_draws_the_mask_where_it_is(tmp_path: Path) -> None:
    from pycocotools.coco import COCO

    coco = COCO(exported(tmp_path, datasets.dataset([datasets.BITMAP])))
    annotation = coco.anns[1]
    drawn = np.zeros((17, 31), np.uint8)
    drawn[2:5, 3:8] = np.array([0, 0, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]).reshape(3, 5)
    assert (coco.annToMask(annotation) == drawn).all()
    assert (annotation["iscrowd"], annotation["area"], annotation["bbox"]) == (1, 9, [3, 2, 5, 3])


def test_packed_masks_of_pycocotools_are_read(tmp_path: Path) -> None:
    from pycocotools import mask

    pixels = (np.random.default_rng(3).random((17, 31)) < 0.5).astype(np.uint8)
    packed = mask.encode(np.asfortranarray(pixels))
    rle = {"counts": packed["counts"].decode(), "size": [int(side) for side in packed["size"]]}
    (shape,) = imported(tmp_path, {"segmentation": rle, "iscrowd": 1}).annotations.shapes
    registry.export("COCO 1.0", datasets.dataset([shape]), tmp_path / "a.zip")
    (again,) = registry.load("COCO 1.0", tmp_path / "a.zip", datasets.TARGET).annotations.shapes
    assert again == shape
    assert sum(shape.points[1:-4:2]) == pixels.sum()


def test_parts_of_one_object_become_a_group(tmp_path: Path) -> None:
    outline = [0, 0, 5, 0, 5, 5]
    result = imported(tmp_path, {"segmentation": [outline, outline]}, {"bbox": [1, 2, 3, 4]})
    assert [(shape.type, shape.group) for shape in result.annotations.shapes] == [
        ("polygon", 1),
        ("polygon", 1),
        ("rectangle", 0),
    ]


def test_attributes_are_text_here(tmp_path: Path) -> None:
    given = {"parked": True, "doors": 3, "occluded": True, "colour": "red", "id": 7}
    result = imported(tmp_path, {"bbox": [1, 2, 3, 4], "attributes": given}, category=datasets.CAR.name)
    (shape,) = result.annotations.shapes
    assert {value.spec_id: value.value for value in shape.attributes} == {12: "true", 13: "3", 11: "red"}
    assert shape.occluded
    assert "no attribute “id”" in result.remarks[0]


@pytest.mark.parametrize(
    ("found", "remark"),
    [
        ({"segmentation": [[1, 2, 3, 4]]}, "annotation 1 left out: A polygon needs at least 6"),
        ({}, "neither a segmentation nor a bbox"),
        ({"segmentation": {"counts": [1, 2], "size": [17, 31]}}, "The mask has 3 pixels"),
        ({"segmentation": {"counts": [1, 2], "size": [9, 9]}}, "its mask is 9x9"),
        ({"segmentation": {"counts": [527], "size": [17, 31]}}, "The mask is empty"),
        ({"segmentation": {"counts": "é", "size": [17, 31]}}, "cannot stand in"),
        ({"bbox": [1, 2, 3, 4], "attributes": {"rotation": "left"}}, "rotation is 'left'"),
        ({"bbox": [1, 2, 3, 4], "score": 7}, "score is 7"),
    ],
)
def test_one_bad_annotation_costs_only_itself(tmp_path: Path, found: dict[str, Any], remark: str) -> None:
    result = imported(tmp_path, found, {"bbox": [1, 2, 3, 4]})
    assert len(result.annotations.shapes) == 1
    assert remark in result.remarks[0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "a.json is not COCO: Input data was truncated"),
        (b"[]", "Expected `object`, got `array`"),
        (b'{"images": [{"id": 1}], "categories": [], "annotations": []}', r"missing required field `file_name`.*\[0\]"),
        (b'{"images": [], "categories": [], "annotations": [{"image_id": 1, "category_id": 1}]}', "that is not there"),
        (
            b'{"images":[],"categories":[],"annotations":[{"image_id":1,"category_id":1,"z_order":9999999999}]}',
            r"`int` <= 2147483647.*z_order",
        ),
        (b'{"images": NaN}', "a.json is not COCO"),
        (b'{"\xd0\xff": 1}', "a.json is not COCO"),
        ("[]".encode("utf-16"), "Expected `object`, got `array`"),
        (b"[" * 100_000, "a.json is not COCO"),
    ],
)
def test_what_is_broken_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "a.json").write_bytes(content)
    with pytest.raises(InvalidInput, match=said):
        registry.load("COCO 1.0", tmp_path / "a.json", datasets.TARGET)


def test_an_unknown_label_fails_with_its_name_and_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"“bus”, which the task does not have\. It has: .*Человек, body"):
        imported(tmp_path, {"bbox": [1, 2, 3, 4]}, category="bus")


def test_another_size_of_the_picture_is_a_remark(tmp_path: Path) -> None:
    frame = msgspec.structs.replace(datasets.FRAMES[1], width=62)
    registry.export("COCO 1.0", datasets.dataset(frames=(frame,)), tmp_path / "a.zip")
    result = registry.load("COCO 1.0", tmp_path / "a.zip", datasets.TARGET)
    assert result.remarks == ("b.png has 62x17 in the file and 31x17 in the task",)
