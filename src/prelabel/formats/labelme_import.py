"""Reads `LabelMe 3.0`: rectangles, polygons and masks of an archive of XML files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import msgspec

from prelabel.domain.dataset import ImportResult, ImportTarget
from prelabel.domain.frames import Frame
from prelabel.domain.geometry import box_around
from prelabel.domain.labels import Label
from prelabel.domain.shapes import Annotations, Shape, ShapeType, check_shape
from prelabel.errors import InvalidInput
from prelabel.formats import built_in, labelme_attributes, xml_reading
from prelabel.formats.archive import MAX_TEXT_BYTES, ArchiveReader, reading
from prelabel.formats.frame_index import FrameIndex
from prelabel.formats.label_index import LabelIndex
from prelabel.formats.labelme_export import MASKS
from prelabel.formats.mask_pictures import opened, whole
from prelabel.formats.remarks import Remarks

Place = tuple[ShapeType, tuple[float, ...]]


def load(source: Path, target: ImportTarget) -> ImportResult:
    """Shapes of an archive; `InvalidInput` says what in it is not LabelMe or which label the task lacks."""
    with reading(source) as archive:
        if not archive.ending(".xml"):
            raise InvalidInput("The archive holds no XML files.")
        return _Reader(archive, target).read()


class _Reader:
    def __init__(self, archive: ArchiveReader, target: ImportTarget) -> None:
        self._archive = archive
        self._masks = archive.below(MASKS, ".png")
        self._frames, self._labels = FrameIndex(target.frames), LabelIndex(target.labels)
        self._remarks = Remarks("objects left out")

    def read(self) -> ImportResult:
        paths = self._archive.below("Annotations", ".xml") or {
            path[: -len(".xml")]: path for path in self._archive.ending(".xml")
        }
        shapes = tuple(shape for name, path in paths.items() for shape in self._document(name, path))
        remarks = (*self._frames.remarks, *self._labels.remarks, *self._remarks.lines)
        return ImportResult(Annotations(shapes=shapes), remarks)

    def _document(self, name: str, path: str) -> Iterator[Shape]:
        frame = self._frames.find(f"{name}.xml")
        if frame is None:
            return
        root = xml_reading.root(path, self._archive.content(path, MAX_TEXT_BYTES))
        groups = _groups(root)
        for position, found in enumerate(root.iterfind("object"), start=1):
            if (found.findtext("deleted") or "").strip() == "1":
                continue
            label = self._labels.find((found.findtext("name") or "").strip())
            try:
                shape = self._shape(found, frame, label, root.findtext("folder") or "")
                check_shape(shape)
            except InvalidInput as error:
                self._remarks.add(f"{path}: object {position} left out: {error.message}")
            else:
                yield shape if shape.group else msgspec.structs.replace(shape, group=groups.get(_id(found), 0))

    def _shape(self, found: Element, frame: Frame, label: Label, folder: str) -> Shape:
        kind, points = self._place(found, frame, folder)
        fields, others = built_in.read(labelme_attributes.read(found.findtext("attributes") or ""), label)
        return Shape(
            type=kind,
            frame=frame.number,
            label_id=label.known_id,
            points=points,
            occluded=(found.findtext("occluded") or "").strip() == "yes",
            attributes=self._labels.values(label, others),
            **fields,
        )

    def _place(self, found: Element, frame: Frame, folder: str) -> Place:
        segment, polygon = found.find("segm"), found.find("polygon")
        if segment is not None:
            return "mask", self._mask((segment.findtext("mask") or "").strip(), frame, folder)
        if polygon is None:
            raise InvalidInput("it has neither a polygon nor a mask.")
        points = tuple([xml_reading.number(point, axis) for point in polygon.findall("pt") for axis in ("x", "y")])
        if not points:
            raise InvalidInput("its polygon has no points.")
        if (found.findtext("type") or "").strip() == "bounding_box":
            return "rectangle", box_around(points)
        return "polygon", points

    def _mask(self, name: str, frame: Frame, folder: str) -> tuple[float, ...]:
        stem = name.replace("\\", "/").removesuffix(".png")
        path = self._masks.get(f"{folder}/{stem}") or self._masks.get(stem)
        if path is None:
            raise InvalidInput(f"its mask {name} is not in the archive.")
        return whole(opened(path, self._archive.content(path), frame))


def _id(found: Element) -> str:
    return (found.findtext("id") or "").strip()


def _groups(root: Element) -> dict[str, int]:
    """Object's id → number of its group, from 1 on: an object, its parts, and the parts of those."""
    links: dict[str, list[str]] = {}
    for found in root.findall("object"):
        parts = found.find("parts")
        linked = () if parts is None else (parts.findtext("hasparts"), parts.findtext("ispartof"))
        for ids in filter(None, linked):
            for other in filter(None, map(str.strip, ids.split(","))):
                links.setdefault(_id(found), []).append(other)
                links.setdefault(other, []).append(_id(found))
    groups: dict[str, int] = {}
    number = 0
    for start in links:
        if start in groups:
            continue
        number += 1
        waiting = [start]
        while waiting:
            at = waiting.pop()
            if at not in groups:
                groups[at] = number
                waiting += links[at]
    return groups
