"""Reads `COCO 1.0`: instances as boxes, polygons and masks, from the bare JSON or from an archive."""

from __future__ import annotations

from pathlib import Path

from prelabel.domain import masks
from prelabel.domain.dataset import ImportResult, ImportTarget
from prelabel.domain.frames import Frame
from prelabel.domain.labels import Label
from prelabel.errors import InvalidInput
from prelabel.formats import coco_reader
from prelabel.formats.coco_document import Category, Object, Rle
from prelabel.formats.coco_reader import Part

# Other documents of a COCO archive speak of key points, captions and panoptic segments.
_OTHERS = ("person_keypoints", "captions", "labels", "panoptic", "stuff", "image_info")


def load(source: Path, target: ImportTarget) -> ImportResult:
    """Shapes of a file; `InvalidInput` says what in it is not COCO or which label the task lacks."""
    return coco_reader.load(source, target, _geometry, _OTHERS)


def _geometry(found: Object, frame: Frame, _: Label, __: Category) -> list[Part]:
    if found.ellipse:
        return [("ellipse", found.ellipse, ())]
    if isinstance(found.segmentation, Rle):
        return [("mask", _mask(found.segmentation, frame), ())]
    if found.segmentation:
        return [("polygon", tuple(outline), ()) for outline in found.segmentation]
    if not found.bbox or len(found.bbox) != 4:
        raise InvalidInput("it has neither a segmentation nor a bbox of four numbers.")
    left, top, width, height = found.bbox
    return [("rectangle", (left, top, round(left + width, 4), round(top + height, 4)), ())]


def _mask(rle: Rle, frame: Frame) -> tuple[float, ...]:
    height, width = rle.size
    if (width, height) != (frame.width, frame.height):
        raise InvalidInput(f"its mask is {width}x{height}, the picture {frame.width}x{frame.height}.")
    counts = masks.unpack_counts(rle.counts) if isinstance(rle.counts, str) else rle.counts
    return masks.from_columns(counts, width, height)
