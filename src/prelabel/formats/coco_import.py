"""Reads `COCO 1.0`: instances as boxes, polygons and masks, from the bare JSON or from an archive."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from prelabel.domain import masks
from prelabel.domain.dataset import ImportResult, ImportTarget
from prelabel.domain.frames import Frame
from prelabel.domain.labels import Label
from prelabel.domain.shapes import Annotations, Shape, ShapeType, check_shape
from prelabel.errors import InvalidInput
from prelabel.formats.archive import documents
from prelabel.formats.frame_index import FrameIndex
from prelabel.formats.label_index import LabelIndex
from prelabel.formats.remarks import Remarks

MAX_DOCUMENT_BYTES = 2**30
# Attributes that CVAT and we write for the object itself; a label's own attribute of that name comes first.
_BUILT_IN = frozenset({"occluded", "rotation", "source", "keyframe", "outside", "track_id", "is_crowd"})
_SOURCES = frozenset({"manual", "auto", "semi-auto", "file", "consensus"})


class _Rle(msgspec.Struct, gc=False):
    counts: list[int] | str
    size: tuple[int, int]


class _Picture(msgspec.Struct, gc=False):
    id: int | str
    file_name: str
    width: int = 0
    height: int = 0


class _Category(msgspec.Struct, gc=False):
    id: int
    name: str


class _Object(msgspec.Struct, gc=False):
    image_id: int | str
    category_id: int
    id: int | str = ""
    bbox: tuple[float, ...] | None = ()
    segmentation: list[list[float]] | _Rle | None = None
    attributes: dict[str, Any] | None = None
    score: float | UnsetType = UNSET
    z_order: int = 0
    group: int | None = 0
    ellipse: tuple[float, ...] = ()


class _Document(msgspec.Struct, gc=False):
    images: list[_Picture]
    categories: list[_Category]
    annotations: list[_Object]


def load(source: Path, target: ImportTarget) -> ImportResult:
    """Shapes of a file; `InvalidInput` says what in it is not COCO or which label the task lacks."""
    reader = _Reader(target)
    with documents(source, ".json", MAX_DOCUMENT_BYTES) as found:
        for name, content in found:
            if source.name != name and not _is_instances(name):
                continue
            reader.read(name, _parsed(name, content.read()))
    return reader.result()


def _is_instances(name: str) -> bool:
    """Other documents of a COCO archive speak of key points, captions and panoptic segments."""
    others = ("person_keypoints", "captions", "labels", "panoptic", "stuff", "image_info")
    return not PurePosixPath(name).name.startswith(others)


def _parsed(name: str, content: bytes) -> _Document:
    try:
        return msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=_Document)
    except msgspec.DecodeError as error:
        raise InvalidInput(f"{name} is not COCO: {error}.") from error


class _Reader:
    def __init__(self, target: ImportTarget) -> None:
        self._frames = FrameIndex(target.frames)
        self._labels = LabelIndex(target.labels)
        self._shapes: list[Shape] = []
        self._remarks = Remarks("annotations and pictures that do not fit")

    def read(self, name: str, document: _Document) -> None:
        """Add one document's shapes; picture and category ids mean something within it only."""
        frames = {picture.id: self._frame(picture) for picture in document.images}
        categories = {category.id: category.name for category in document.categories}
        groups = count(1 + max((found.group or 0 for found in document.annotations), default=0))
        labels: dict[int, Label] = {}
        for found in document.annotations:
            if found.image_id not in frames or found.category_id not in categories:
                raise InvalidInput(f"{name}: annotation {found.id} has an image_id or category_id that is not there.")
            frame = frames[found.image_id]
            if frame is None:
                continue
            label = labels.get(found.category_id)
            if label is None:
                label = labels[found.category_id] = self._labels.find(categories[found.category_id])
            self._add(found, frame, label, groups)

    def result(self) -> ImportResult:
        remarks = (*self._frames.remarks, *self._labels.remarks, *self._remarks.lines)
        return ImportResult(Annotations(shapes=tuple(self._shapes)), remarks)

    def _frame(self, picture: _Picture) -> Frame | None:
        frame = self._frames.find(picture.file_name)
        if frame and picture.width and (picture.width, picture.height) != (frame.width, frame.height):
            sizes = f"{picture.width}x{picture.height} in the file and {frame.width}x{frame.height} in the task"
            self._remarks.add(f"{picture.file_name} has {sizes}")
        return frame

    def _add(self, found: _Object, frame: Frame, label: Label, groups: Iterator[int]) -> None:
        try:
            shapes = self._shapes_of(found, frame, label, groups)
            for shape in shapes:
                check_shape(shape)
        except InvalidInput as error:
            self._remarks.add(f"annotation {found.id} left out: {error.message}")
        else:
            self._shapes += shapes

    def _shapes_of(self, found: _Object, frame: Frame, label: Label, groups: Iterator[int]) -> list[Shape]:
        """One shape, or one for each part of an object of several polygons, in a group."""
        parts = _geometry(found, frame)
        group = found.group or (next(groups) if len(parts) > 1 else 0)
        given = found.attributes or {}
        built_in = {name for name in given if name in _BUILT_IN and not self._labels.has_attribute(label, name)}
        own = ((name, _text(value)) for name, value in given.items() if name not in built_in)
        values = self._labels.values(label, own) if len(given) > len(built_in) else ()
        rotation, occluded, source = _built_in({name: given[name] for name in built_in})
        return [
            Shape(
                type=kind,
                frame=frame.number,
                label_id=label.known_id,
                points=points,
                occluded=occluded,
                z_order=found.z_order,
                rotation=rotation,
                group=group,
                source=source,
                attributes=values,
                score=found.score,
            )
            for kind, points in parts
        ]


def _geometry(found: _Object, frame: Frame) -> list[tuple[ShapeType, tuple[float, ...]]]:
    if found.ellipse:
        return [("ellipse", found.ellipse)]
    if isinstance(found.segmentation, _Rle):
        return [("mask", _mask(found.segmentation, frame))]
    if found.segmentation:
        return [("polygon", tuple(outline)) for outline in found.segmentation]
    if not found.bbox or len(found.bbox) != 4:
        raise InvalidInput("it has neither a segmentation nor a bbox of four numbers.")
    left, top, width, height = found.bbox
    return [("rectangle", (left, top, round(left + width, 4), round(top + height, 4)))]


def _mask(rle: _Rle, frame: Frame) -> tuple[float, ...]:
    height, width = rle.size
    if (width, height) != (frame.width, frame.height):
        raise InvalidInput(f"its mask is {width}x{height}, the picture {frame.width}x{frame.height}.")
    counts = masks.unpack_counts(rle.counts) if isinstance(rle.counts, str) else rle.counts
    return masks.from_columns(counts, width, height)


def _built_in(given: dict[str, Any]) -> tuple[float, bool, str]:
    """Rotation, occluded and source, with what they are when nothing is said."""
    try:
        rotation = float(given.get("rotation") or 0.0) % 360
    except (TypeError, ValueError):
        raise InvalidInput(f"its rotation is {given['rotation']!r}, not a number.") from None
    source = str(given.get("source", "")).lower()
    return rotation, bool(given.get("occluded", False)), source if source in _SOURCES else "manual"


def _text(value: object) -> str:
    """Values of attributes are text in the domain, whatever JSON has."""
    return str(value).lower() if isinstance(value, bool) else str(value)
