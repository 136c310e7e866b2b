"""Writes `COCO Keypoints 1.0`: skeletons only, their points without what else is known of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from prelabel.domain.dataset import Dataset
from prelabel.domain.frames import Frame
from prelabel.domain.geometry import box_around
from prelabel.domain.labels import Label
from prelabel.domain.shapes import Shape
from prelabel.formats import coco_writer
from prelabel.formats.coco_writer import Geometry
from prelabel.formats.json_values import listed
from prelabel.formats.skeletons import edges, key_points


def export(dataset: Dataset, destination: Path, save_images: bool) -> None:
    coco_writer.write(dataset, destination, save_images, "person_keypoints", _geometry(dataset), _points_of)


def _points_of(label: Label) -> dict[str, Any] | None:
    """A skeleton's points, and its lines between their numbers from 1 on."""
    if label.type != "skeleton":
        return None
    lines = [[start + 1, end + 1] for start, end in edges(label)]
    return {"keypoints": [part.name for part in label.sublabels], "skeleton": lines}


def _geometry(dataset: Dataset) -> Geometry:
    labels = {label.id: label for label in dataset.labels}

    def skeleton(shape: Shape, _: Frame) -> str:
        points = key_points(shape, labels[shape.label_id])
        seen = [number for x, y, visibility in points if visibility for number in (x, y)]
        left, top, right, bottom = box_around(seen) if seen else (0.0, 0.0, 0.0, 0.0)
        box, area = listed((left, top, right - left, bottom - top)), (right - left) * (bottom - top)
        numbers = listed([number for point in points for number in point])
        return (
            f'"segmentation":[],"area":{area:.4f},"bbox":{box},"iscrowd":0,'
            f'"keypoints":{numbers},"num_keypoints":{len(seen) // 2}'
        )

    return {"skeleton": skeleton}
