"""Reads `Datumaro 1.0`: shapes, tags and skeletons, from the bare JSON or from an archive."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

from prelabel.domain import masks
from prelabel.domain.dataset import ImportResult, ImportTarget
from prelabel.domain.frames import Frame
from prelabel.domain.labels import Label
from prelabel.domain.shapes import Annotations, AttributeValue, Shape, ShapeType, Tag, check_shape
from prelabel.errors import InvalidInput
from prelabel.formats.archive import documents
from prelabel.formats.built_in import SOURCES
from prelabel.formats.datumaro_document import Annotation, Document
from prelabel.formats.frame_index import FrameIndex
from prelabel.formats.json_reading import parsed
from prelabel.formats.json_values import attribute_text
from prelabel.formats.label_index import LabelIndex
from prelabel.formats.remarks import Remarks
from prelabel.formats.skeletons import ABSENT, HIDDEN

MAX_DOCUMENT_BYTES = 2**30
Points = tuple[float, ...]
# What is kept among the attributes; a label's own attribute of that name comes first.
_BUILT_IN = frozenset({"occluded", "rotation", "outside", "keyframe", "track_id", "is_crowd"})


def load(source: Path, target: ImportTarget) -> ImportResult:
    """Shapes and tags of a file; `InvalidInput` says what in it is not Datumaro's or which label the task lacks."""
    reader = _Reader(target)
    with documents(source, ".json", MAX_DOCUMENT_BYTES) as found:
        for name, content in found:
            reader.read(name, parsed(name, content.read(), Document, "Datumaro's"))
    return reader.result()


class _Reader:
    def __init__(self, target: ImportTarget) -> None:
        self._frames, self._labels = FrameIndex(target.frames), LabelIndex(target.labels)
        self._remarks = Remarks("annotations left out")
        self._shapes: list[Shape] = []
        self._tags: list[Tag] = []

    def read(self, name: str, document: Document) -> None:
        """Add one document's annotations; the numbers of labels mean something within it only."""
        names = [label.name for label in document.categories.label.labels]
        for item in document.items:
            frame = self._frames.find((item.image and item.image.path) or item.id)
            for position, found in enumerate(item.annotations if frame else (), start=1):
                assert frame is not None
                place = f"{name}: item “{item.id}”, annotation {position}"
                if found.type not in PLACES and found.type != "label":
                    self._remarks.add(f"{place} left out: {found.type} is no type that a task has.")
                    continue
                self._annotation(found, frame, names, place)

    def result(self) -> ImportResult:
        annotations = Annotations(tags=tuple(self._tags), shapes=tuple(self._shapes))
        return ImportResult(annotations, (*self._frames.remarks, *self._labels.remarks, *self._remarks.lines))

    def _annotation(self, found: Annotation, frame: Frame, names: list[str], place: str) -> None:
        label = self._labels.find(_name(found, names, place))
        parts = [(part, self._labels.sublabel(label, _name(part, names, place))) for part in found.elements]
        try:
            if found.type == "label":
                self._tags.append(self._tag(found, frame, label))
                return
            if not all(part.type == "points" for part in found.elements):
                raise InvalidInput("an element of it is not of the type points.")
            elements = tuple(self._shape(part, frame, sublabel, ()) for part, sublabel in parts)
            shape = self._shape(found, frame, label, elements)
            check_shape(shape)
        except InvalidInput as error:
            self._remarks.add(f"{place} left out: {error.message}")
        else:
            self._shapes.append(shape)

    def _tag(self, found: Annotation, frame: Frame, label: Label) -> Tag:
        _, values = self._attributes(found, label)
        return Tag(
            frame=frame.number,
            label_id=label.known_id,
            group=found.group,
            source=_source(found),
            attributes=values,
            score=found.score,
        )

    def _shape(self, found: Annotation, frame: Frame, label: Label, elements: tuple[Shape, ...]) -> Shape:
        kind, points = PLACES[found.type]
        built_in, values = self._attributes(found, label)
        visibility = found.visibility[0] if found.visibility and len(found.visibility) == 1 else None
        return Shape(
            type=kind,
            frame=frame.number,
            label_id=label.known_id,
            points=points(found, frame),
            occluded=bool(built_in.get("occluded", False)) or visibility == HIDDEN,
            outside=visibility == ABSENT,
            z_order=found.z_order,
            rotation=_rotation(built_in.get("rotation")),
            group=found.group,
            source=_source(found),
            attributes=values,
            elements=elements,
            score=found.score,
        )

    def _attributes(self, found: Annotation, label: Label) -> tuple[dict[str, Any], tuple[AttributeValue, ...]]:
        """What is said of the object itself, and the values of the label's attributes."""
        given = found.attributes or {}
        built_in = {
            name: value
            for name, value in given.items()
            if name in _BUILT_IN and not self._labels.has_attribute(label, name)
        }
        own = ((name, attribute_text(value)) for name, value in given.items() if name not in built_in)
        return built_in, self._labels.values(label, own)


def _name(found: Annotation, names: list[str], place: str) -> str:
    if found.label_id is None or not 0 <= found.label_id < len(names):
        raise InvalidInput(f"{place} has the label_id {found.label_id}; there are {len(names)} labels.")
    return names[found.label_id]


def _source(found: Annotation) -> str:
    return found.source if found.source in SOURCES else "manual"


def _rotation(value: object) -> float:
    number = value if isinstance(value, int | float) else 0.0 if value is None else math.nan
    if not math.isfinite(number):
        raise InvalidInput(f"its rotation is {value!r}, not a number.")
    return number % 360


def _box(found: Annotation, _: Frame) -> Points:
    if len(found.bbox) != 4:
        raise InvalidInput(f"its bbox has {len(found.bbox)} numbers, not 4.")
    left, top, width, height = found.bbox
    return left, top, round(left + width, 4), round(top + height, 4)


def _flat(found: Annotation, _: Frame) -> Points:
    """Flat numbers, also of pairs."""
    return tuple(number for point in found.points for number in (point if isinstance(point, tuple) else (point,)))


def _ellipse(found: Annotation, frame: Frame) -> Points:
    points = _flat(found, frame)
    if len(points) != 4:
        raise InvalidInput(f"its points are {len(points)} numbers, not 4.")
    left, top, right, bottom = points
    return round((left + right) / 2, 4), round((top + bottom) / 2, 4), right, top


def _mask(found: Annotation, frame: Frame) -> Points:
    if found.rle is None:
        raise InvalidInput("it has no rle.")
    height, width = found.rle.size
    if (width, height) != (frame.width, frame.height):
        raise InvalidInput(f"its mask is {width}x{height}, the picture {frame.width}x{frame.height}.")
    counts = found.rle.counts
    return masks.from_columns(masks.unpack_counts(counts) if isinstance(counts, str) else counts, width, height)


# Datumaro's type -> shape type and where its points are
PLACES: dict[str, tuple[ShapeType, Callable[[Annotation, Frame], Points]]] = {
    "bbox": ("rectangle", _box),
    "polygon": ("polygon", _flat),
    "polyline": ("polyline", _flat),
    "points": ("points", _flat),
    "ellipse": ("ellipse", _ellipse),
    "cuboid_2d": ("cuboid", _flat),
    "mask": ("mask", _mask),
    "skeleton": ("skeleton", lambda _, __: ()),
}
