"""Every format out of a real server and in again, and read by Datumaro, which has readers of its own for them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from cvat_sdk import Client, models

from prelabel.formats import registry
from tests.acceptance.outside_clients import environment, travel
from tests.pictures import folder_of
from tests.running import Server

POINTS = {
    "rectangle": [1.0, 2.0, 30.0, 40.0],
    "polygon": [5.0, 5.0, 25.0, 5.0, 25.0, 25.0],
    "mask": [0.0, 4.0, 10.0, 10.0, 11.0, 11.0],
}
# What each format keeps of a rectangle, a polygon, a mask, a skeleton and a tag.
KEPT = {
    "CVAT for images 1.1": ["mask", "polygon", "rectangle", "skeleton", "tag"],
    "CVAT for video 1.1": ["mask", "polygon", "rectangle", "skeleton"],
    "COCO 1.0": ["mask", "polygon", "rectangle"],
    "COCO Keypoints 1.0": ["skeleton"],
    "YOLO 1.1": ["rectangle"],
    "Ultralytics YOLO Detection 1.0": ["rectangle"],
    "Ultralytics YOLO Oriented Bounding Boxes 1.0": ["rectangle"],
    "Ultralytics YOLO Segmentation 1.0": ["polygon", "polygon", "polygon"],
    "Ultralytics YOLO Pose 1.0": ["skeleton"],
    "Ultralytics YOLO Classification 1.0": ["tag"],
    "PASCAL VOC 1.1": ["mask", "mask", "rectangle"],
    "Segmentation mask 1.1": ["mask", "mask", "mask"],
    "LabelMe 3.0": ["mask", "polygon", "rectangle"],
    "Datumaro 1.0": ["mask", "polygon", "rectangle", "skeleton", "tag"],
}
DATUMARO = {  # its name of a format → the pictures and annotations that it finds
    "cvat": ("CVAT for images 1.1", [2, {"label": 1, "mask": 1, "polygon": 1, "bbox": 1}]),
    "coco": ("COCO 1.0", [2, {"bbox": 3, "mask": 1, "polygon": 1}]),
    "datumaro": ("Datumaro 1.0", [2, {"bbox": 1, "label": 1, "mask": 1, "polygon": 1}]),
    "label_me": ("LabelMe 3.0", [2, {"bbox": 1, "mask": 1, "polygon": 1}]),
    "voc": ("PASCAL VOC 1.1", [2, {"bbox": 1, "mask": 2}]),
    "yolo": ("YOLO 1.1", [2, {"bbox": 1}]),
}


@pytest.fixture(scope="module")
def drawing(client: Client, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    """A task of two pictures, and one object of each kind to be drawn on the first."""
    parts = [models.SublabelRequest(name=name, type="points") for name in ("head", "tail")]
    labels = [
        models.PatchedLabelRequest(name="thing"),
        models.PatchedLabelRequest(name="fish", type="skeleton", sublabels=parts),
    ]
    spec = models.TaskWriteRequest(name="of every kind", labels=labels)
    pictures = folder_of(tmp_path_factory.mktemp("pictures"), ["a.jpg", "b.jpg"])
    task = client.tasks.create_from_data(spec, [str(path) for path in pictures])
    thing, fish = task.get_labels()
    shapes = [
        models.LabeledShapeRequest(type=kind, frame=0, label_id=thing.id, points=points)
        for kind, points in POINTS.items()
    ]
    elements = [
        models.SubLabeledShapeRequest(type="points", frame=0, label_id=part.id, points=[float(number), 9.0])
        for number, part in enumerate(fish.sublabels, start=5)
    ]
    shapes.append(models.LabeledShapeRequest(type="skeleton", frame=0, label_id=fish.id, elements=elements))
    tag = models.LabeledImageRequest(frame=0, label_id=thing.id)
    return task, models.LabeledDataRequest(shapes=shapes, tags=[tag])


@pytest.fixture
def drawn(drawing: tuple[Any, Any]) -> Any:
    """The task, drawn on anew."""
    task, annotations = drawing
    task.set_annotations(annotations)
    return task


@pytest.mark.parametrize("name", [known.name for known in registry.EXPORTERS])
def test_what_a_format_holds_comes_back(drawn: Any, tmp_path: Path, name: str) -> None:
    file = tmp_path / "data.zip"
    drawn.export_dataset(name, str(file), include_images=name == "Ultralytics YOLO Classification 1.0")
    drawn.import_annotations("CVAT 1.1" if name.startswith("CVAT") else name, str(file))
    found = drawn.get_annotations()
    kinds = [str(shape.type) for shape in found.shapes] + ["tag"] * len(found.tags)
    kinds += [str(track.shapes[0].type) if track.shapes else "skeleton" for track in found.tracks]
    assert Counter(kinds) == Counter(KEPT[name])


def test_datumaro_reads_them(
    server: Server, drawing: tuple[Any, Any], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """All but the skeleton, which CVAT's Datumaro knows and the public one does not."""
    python = environment(tmp_path_factory.mktemp("datumaro") / "environment", "datumaro==1.13.*", "pycocotools")
    task, annotations = drawing
    plain = [shape for shape in annotations.shapes if str(shape.type) != "skeleton"]
    task.set_annotations(models.LabeledDataRequest(shapes=plain, tags=annotations.tags))
    for reader, (name, _) in DATUMARO.items():
        task.export_dataset(name, str(tmp_path / f"{reader}.zip"), include_images=True)
    facts = travel(python, "datumaro_reader", server, tmp_path)
    assert facts == {reader: expected for reader, (_, expected) in DATUMARO.items()}
