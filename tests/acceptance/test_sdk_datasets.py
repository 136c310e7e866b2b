"""Exports and imports through cvat-sdk, and what other libraries read in them."""

from __future__ import annotations

import contextlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from cvat_sdk import models
from cvat_sdk.datasets import MediaDownloadPolicy, TaskDataset
from pycocotools.coco import COCO

from tests.acceptance.test_sdk_annotations import BOX, data, rectangle

FORMATS = ("CVAT for images 1.1", "COCO 1.0", "YOLO 1.1", "Ultralytics YOLO Detection 1.0")


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_exported(task: Any, tmp_path: Path, name: str) -> None:
    task.set_annotations(data(shapes=[rectangle(task)]))
    file = tmp_path / "dataset.zip"
    task.export_dataset(name, str(file), include_images=True)
    members = zipfile.ZipFile(file).namelist()
    assert sum(member.endswith(".jpg") for member in members) == 6


def test_pycocotools_reads_the_boxes(task: Any, tmp_path: Path) -> None:
    task.set_annotations(data(shapes=[rectangle(task)]))
    file = tmp_path / "coco.zip"
    task.export_dataset("COCO 1.0", str(file), include_images=False)
    annotations = zipfile.ZipFile(file).extract("annotations/instances_default.json", tmp_path)
    with contextlib.redirect_stdout(io.StringIO()):
        coco = COCO(annotations)
    (found,) = coco.loadAnns(coco.getAnnIds())
    assert found["bbox"] == pytest.approx([1.0, 2.0, 29.5, 38.25], abs=0.01)


@pytest.mark.parametrize(("export", "importer"), [("COCO 1.0", "COCO 1.0"), ("CVAT for images 1.1", "CVAT 1.1")])
def test_what_is_exported_can_be_imported(task: Any, tmp_path: Path, export: str, importer: str) -> None:
    task.set_annotations(data(shapes=[rectangle(task, frame=frame) for frame in range(6)]))
    file = tmp_path / "dataset.zip"
    task.export_dataset(export, str(file), include_images=False)
    task.remove_annotations()
    task.import_annotations(importer, str(file), pbar=None)
    found = task.get_annotations().shapes
    assert [shape.frame for shape in found] == list(range(6))
    assert found[0].points == pytest.approx(BOX, abs=0.01)


def test_an_import_says_what_it_left_out(task: Any, tmp_path: Path) -> None:
    file = tmp_path / "foreign.json"
    images = [
        {"id": n, "file_name": name, "width": 64, "height": 48} for n, name in enumerate(("0.jpg", "elsewhere.jpg"))
    ]
    box = {"id": 1, "image_id": 0, "category_id": 1, "bbox": [1, 1, 5, 5]}
    document = {"images": images, "annotations": [box], "categories": [{"id": 1, "name": "cat"}]}
    file.write_text(json.dumps(document))
    task.import_annotations("COCO 1.0", str(file), pbar=None)
    (found, _) = task._client.api_client.requests_api.list()
    assert "elsewhere" in found.results[0].message


def test_a_broken_import_changes_nothing(task: Any, tmp_path: Path) -> None:
    task.set_annotations(data(shapes=[rectangle(task)]))
    broken = tmp_path / "broken.json"
    broken.write_text('{"images": [')
    with pytest.raises(Exception, match=r"COCO|JSON"):
        task.import_annotations("COCO 1.0", str(broken), pbar=None)
    assert len(task.get_annotations().shapes) == 1


@pytest.mark.parametrize("policy", list(MediaDownloadPolicy))
def test_the_sdk_data_set_reads_the_task(task: Any, policy: MediaDownloadPolicy) -> None:
    task.set_annotations(data(shapes=[rectangle(task)]))
    dataset = TaskDataset(task._client, task.id, media_download_policy=policy)
    sample = dataset.samples[0]
    assert sample.media.load_image().size == (64, 48)
    assert isinstance(sample.annotations.shapes[0], models.LabeledShape)


@pytest.mark.parametrize(("conv_mask_to_poly", "kind"), [(False, "mask"), (True, "polygon"), (None, "mask")])
def test_masks_of_a_file_become_polygons_when_that_is_asked_for(
    task: Any, tmp_path: Path, conv_mask_to_poly: bool | None, kind: str
) -> None:
    mask = rectangle(task)
    mask.type, mask.points = models.ShapeType("mask"), [0.0, 4.0, 10.0, 10.0, 11.0, 11.0]
    task.set_annotations(data(shapes=[mask]))
    file = tmp_path / "coco.zip"
    task.export_dataset("COCO 1.0", str(file), include_images=False)
    task.import_annotations("COCO 1.0", str(file), conv_mask_to_poly=conv_mask_to_poly)
    assert [str(shape.type) for shape in task.get_annotations().shapes] == [kind]
