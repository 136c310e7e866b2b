"""Reads `COCO Keypoints 1.0`: skeletons, from the bare JSON or from an archive."""

from __future__ import annotations

from pathlib import Path

from prelabel.domain.dataset import ImportResult, ImportTarget
from prelabel.domain.frames import Frame
from prelabel.domain.labels import Label
from prelabel.errors import InvalidInput
from prelabel.formats import coco_reader
from prelabel.formats.coco_document import Category, Object
from prelabel.formats.coco_reader import Part
from prelabel.formats.skeletons import KeyPoint, skeleton

_OTHERS = ("instances", "captions", "labels", "panoptic", "stuff", "image_info")


def load(source: Path, target: ImportTarget) -> ImportResult:
    """Skeletons of a file; `InvalidInput` says what in it is not COCO or which label the task lacks."""
    return coco_reader.load(source, target, _geometry, _OTHERS)


def _geometry(found: Object, frame: Frame, label: Label, category: Category) -> list[Part]:
    numbers = found.keypoints or ()
    if not numbers or len(numbers) % 3:
        raise InvalidInput(f"it has {len(numbers)} numbers as keypoints, not three for each point.")
    points: list[KeyPoint] = []
    for x, y, visibility in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
        if visibility not in (0, 1, 2):
            raise InvalidInput(f"a point's visibility is {visibility:g}; it must be 0, 1 or 2.")
        points.append((x, y, int(visibility)))
    return [("skeleton", (), skeleton(label, frame, points, category.keypoints).elements)]
