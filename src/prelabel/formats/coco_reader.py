"""Reads COCO documents into shapes; what an object's fields mean is for the formats that use it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Any

from prelabel.domain.dataset import ImportResult, ImportTarget
from prelabel.domain.frames import Frame
from prelabel.domain.labels import Label
from prelabel.domain.shapes import Annotations, Shape, ShapeType, check_shape
from prelabel.errors import InvalidInput
from prelabel.formats.archive import documents
from prelabel.formats.built_in import SOURCES
from prelabel.formats.coco_document import Category, Document, Object, Picture
from prelabel.formats.frame_index import FrameIndex
from prelabel.formats.json_reading import parsed
from prelabel.formats.json_values import attribute_text
from prelabel.formats.label_index import LabelIndex
from prelabel.formats.remarks import Remarks

MAX_DOCUMENT_BYTES = 2**30
Part = tuple[ShapeType, tuple[float, ...], tuple[Shape, ...]]
"""A shape's type, points and elements."""
Geometry = Callable[[Object, Frame, Label, Category], list[Part]]
"""The parts that an object consists of; `InvalidInput` when its fields make none."""

# Attributes that CVAT and we write for the object itself; a label's own attribute of that name comes first.
_BUILT_IN = frozenset({"occluded", "rotation", "source", "keyframe", "outside", "track_id", "is_crowd"})


def load(source: Path, target: ImportTarget, geometry: Geometry, others: tuple[str, ...]) -> ImportResult:
    """Shapes of the file, or of the archive's documents whose names do not begin like `others`."""
    reader = _Reader(target, geometry)
    read = 0
    with documents(source, ".json", MAX_DOCUMENT_BYTES) as found:
        for name, content in found:
            if source.name == name or not PurePosixPath(name).name.startswith(others):
                reader.read(name, parsed(name, content.read(), Document, "COCO"))
                read += 1
    if not read:
        raise InvalidInput(f"The archive holds no document of this format, only {', '.join(others)}.")
    return reader.result()


class _Reader:
    def __init__(self, target: ImportTarget, geometry: Geometry) -> None:
        self._geometry = geometry
        self._frames = FrameIndex(target.frames)
        self._labels = LabelIndex(target.labels)
        self._shapes: list[Shape] = []
        self._remarks = Remarks("annotations and pictures that do not fit")

    def read(self, name: str, document: Document) -> None:
        """Add one document's shapes; picture and category ids mean something within it only."""
        frames = {picture.id: self._frame(picture) for picture in document.images}
        categories = {category.id: category for category in document.categories}
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
                label = labels[found.category_id] = self._labels.find(categories[found.category_id].name)
            self._add(found, frame, label, categories[found.category_id], groups)

    def result(self) -> ImportResult:
        remarks = (*self._frames.remarks, *self._labels.remarks, *self._remarks.lines)
        return ImportResult(Annotations(shapes=tuple(self._shapes)), remarks)

    def _frame(self, picture: Picture) -> Frame | None:
        frame = self._frames.find(picture.file_name)
        if frame and picture.width and (picture.width, picture.height) != (frame.width, frame.height):
            sizes = f"{picture.width}x{picture.height} in the file and {frame.width}x{frame.height} in the task"
            self._remarks.add(f"{picture.file_name} has {sizes}")
        return frame

    def _add(self, found: Object, frame: Frame, label: Label, category: Category, groups: Iterator[int]) -> None:
        try:
            parts = self._geometry(found, frame, label, category)
            shapes = self._shapes_of(found, parts, frame, label, groups)
            for shape in shapes:
                check_shape(shape)
        except InvalidInput as error:
            self._remarks.add(f"annotation {found.id} left out: {error.message}")
        else:
            self._shapes += shapes

    def _shapes_of(
        self, found: Object, parts: list[Part], frame: Frame, label: Label, groups: Iterator[int]
    ) -> list[Shape]:
        """One shape, or one for each part of an object of several polygons, in a group."""
        group = found.group or (next(groups) if len(parts) > 1 else 0)
        given = found.attributes or {}
        built_in = {name for name in given if name in _BUILT_IN and not self._labels.has_attribute(label, name)}
        own = ((name, attribute_text(value)) for name, value in given.items() if name not in built_in)
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
                elements=elements,
                score=found.score,
            )
            for kind, points, elements in parts
        ]


def _built_in(given: dict[str, Any]) -> tuple[float, bool, str]:
    """Rotation, occluded and source, with what they are when nothing is said."""
    try:
        rotation = float(given.get("rotation") or 0.0) % 360
    except (TypeError, ValueError):
        raise InvalidInput(f"its rotation is {given['rotation']!r}, not a number.") from None
    source = str(given.get("source", "")).lower()
    return rotation, bool(given.get("occluded", False)), source if source in SOURCES else "manual"
