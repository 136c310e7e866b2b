"""Writes `COCO 1.0`: boxes, polygons, ellipses and masks; what COCO has no place for is listed in the reference."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prelabel.domain import masks
from prelabel.domain.dataset import Dataset
from prelabel.domain.frames import Frame
from prelabel.domain.geometry import box_around, ellipse_outline, polygon_area
from prelabel.domain.shapes import Shape
from prelabel.formats import coco_writer
from prelabel.formats.coco_writer import Geometry
from prelabel.formats.json_values import listed, text


def export(dataset: Dataset, destination: Path, save_images: bool) -> None:
    coco_writer.write(dataset, destination, save_images, "instances", GEOMETRY)


def _rectangle(shape: Shape, _: Frame) -> str:
    left, top, right, bottom = shape.points
    left, top = round(left, 2), round(top, 2)
    width, height = round(right, 2) - left, round(bottom, 2) - top
    return '"segmentation":[],"area":%.4f,"bbox":[%.2f,%.2f,%.2f,%.2f],"iscrowd":0' % (  # noqa: UP031 - fast
        width * height, left, top, width, height,
    )  # fmt: skip


def _outline(points: Sequence[float]) -> str:
    left, top, right, bottom = box_around(points)
    box = listed((left, top, right - left, bottom - top))
    return f'"segmentation":[{listed(points)}],"area":{polygon_area(points):.4f},"bbox":{box},"iscrowd":0'


def _ellipse(shape: Shape, _: Frame) -> str:
    """An outline, and in a field of ours what it is the outline of."""
    return f'{_outline(ellipse_outline(shape.points, shape.rotation))},"ellipse":{listed(shape.points)}'


def _mask(shape: Shape, frame: Frame) -> str:
    left, top, right, bottom = map(int, shape.points[-4:])
    counts = masks.to_columns(shape.points, frame.width, frame.height)
    return (
        f'"segmentation":{{"counts":{text(counts)},"size":[{frame.height},{frame.width}]}},'
        f'"area":{sum(counts[1::2])},"bbox":[{left},{top},{right - left + 1},{bottom - top + 1}],"iscrowd":1'
    )


GEOMETRY: Geometry = {
    "rectangle": _rectangle,
    "polygon": lambda shape, _: _outline(shape.points),
    "ellipse": _ellipse,
    "mask": _mask,
}
