"""Clients on PyTorch: the data sets of cvat_sdk.pytorch, and ultralytics' own reading of what it is trained with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cvat_sdk import Client, models

from tests.acceptance.outside_clients import environment, travel, wheels_of_torch
from tests.pictures import folder_of
from tests.running import Server

PACKAGES = ("torch==2.13.0", "torchvision==0.28.0", "cvat-sdk[pytorch]==2.80.0")
# Its own list would bring OpenCV with a screen, which needs libraries of the system.
OF_ULTRALYTICS = ("opencv-python-headless", "matplotlib", "polars", "psutil", "pyyaml", "requests", "scipy")
ULTRALYTICS = ("ultralytics==8.4.190", "ultralytics-thop")
WIDTH, HEIGHT = 64, 48  # of the pictures
BOX = [0.242, 0.438, 0.453, 0.792]  # of the rectangle: its centre and its sides, of 1
FORMATS = {
    "detect": "Ultralytics YOLO Detection 1.0",
    "segment": "Ultralytics YOLO Segmentation 1.0",
    "pose": "Ultralytics YOLO Pose 1.0",
    "obb": "Ultralytics YOLO Oriented Bounding Boxes 1.0",
    "classify": "Ultralytics YOLO Classification 1.0",
}


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place, wheels = tmp_path_factory.mktemp("torch") / "environment", wheels_of_torch()
    return environment(place, *PACKAGES, *OF_ULTRALYTICS, bare=ULTRALYTICS, wheels=wheels)


def test_data_sets_of_pytorch(server: Server, python: Path, tmp_path: Path) -> None:
    folder_of(tmp_path, ["a.jpg", "b.jpg", "c.jpg"])
    box = [1.0, 2.0, 30.0, 40.0]
    assert travel(python, "pytorch_data_sets", server, tmp_path) == {
        "sizes": [[WIDTH, HEIGHT]] * 3,
        "boxes": [[box], [box], []],
        "labels": [[1], [1], []],
        "project": [3, 3],
    }


def test_ultralytics_reads_what_it_is_to_be_trained_with(
    server: Server, client: Client, python: Path, tmp_path: Path
) -> None:
    task = drawn(client, folder_of(tmp_path / "pictures", ["a.jpg", "b.jpg"]))
    archives = tmp_path / "archives"
    archives.mkdir()
    for name, cvat_name in FORMATS.items():
        task.export_dataset(cvat_name, str(archives / f"{name}.zip"), include_images=True)
    facts = travel(python, "ultralytics_reader", server, archives)
    found: dict[str, Any] = {"pictures": ["a.jpg", "b.jpg"], "classes": ["thing"], "boxes": [BOX], "on the others": [0]}
    assert facts == {
        "detect": {**found, "segments": [], "keypoints": []},
        "segment": {
            **found,
            "classes": ["thing", "thing"],
            "boxes": [BOX, [0.234, 0.312, 0.312, 0.417]],
            "segments": [4, 3],
            "keypoints": [],
        },
        "pose": {
            **found,
            "classes": ["fish"],
            "boxes": [[0.375, 0.198, 0.25, 0.021]],
            "segments": [],
            "keypoints": [[0.25, 0.188, 2.0, 0.5, 0.188, 2.0]],
        },
        "obb": {**found, "segments": [4], "keypoints": []},
        "classify": {"names": {"0": "thing"}, "samples": [["a.jpg", 0]]},
    }


def drawn(client: Client, pictures: list[Path]) -> Any:
    """A task with one object for each of the formats on the first picture, and none on the second."""
    parts = [models.SublabelRequest(name=name, type="points") for name in ("head", "tail")]
    fish = models.PatchedLabelRequest(name="fish", type="skeleton", sublabels=parts)
    spec = models.TaskWriteRequest(name="to be trained with", labels=[models.PatchedLabelRequest(name="thing"), fish])
    task = client.tasks.create_from_data(spec, [str(path) for path in pictures])
    thing, fish = task.get_labels()
    on_first = {"frame": 0, "label_id": thing.id}
    shapes = [
        models.LabeledShapeRequest(**on_first, type="rectangle", points=[1.0, 2.0, 30.0, 40.0]),
        models.LabeledShapeRequest(**on_first, type="polygon", points=[5.0, 5.0, 25.0, 5.0, 25.0, 25.0]),
        models.LabeledShapeRequest(
            frame=0,
            label_id=fish.id,
            type="skeleton",
            elements=[
                models.SubLabeledShapeRequest(frame=0, label_id=part.id, type="points", points=[x, 9.0])
                for part, x in zip(fish.sublabels, (16.0, 32.0), strict=True)
            ],
        ),
    ]
    task.set_annotations(models.LabeledDataRequest(shapes=shapes, tags=[models.LabeledImageRequest(**on_first)]))
    return task
