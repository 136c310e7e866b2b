"""Writes `Datumaro 1.0`: every kind of shape, tags and skeletons, for exchange without loss."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import UNSET

from prelabel.domain import masks
from prelabel.domain.dataset import AnnotatedFrame, Dataset
from prelabel.domain.frames import Frame
from prelabel.domain.labels import Label
from prelabel.domain.shapes import AttributeValue, Shape, Tag
from prelabel.formats.archive import writing
from prelabel.formats.json_values import attribute_value, joined, listed, text
from prelabel.formats.skeletons import ABSENT, HIDDEN, VISIBLE, edges
from prelabel.formats.walk import Walk


def export(dataset: Dataset, destination: Path, save_images: bool) -> None:
    subset = dataset.subset or "default"
    walk = Walk(dataset)
    with writing(destination) as archive:
        archive.document(f"annotations/{subset}.json", _document(dataset, walk))
        if save_images:
            walk.pictures(archive, lambda frame: f"images/{subset}/{frame.name}")


def _document(dataset: Dataset, walk: Walk) -> Iterator[str]:
    parents = [(label, "") for label in dataset.labels]
    labels = [*parents, *((part, label.name) for label in dataset.labels for part in label.sublabels)]
    yield '{"dm_format_version":"1.0","infos":{},"categories":' + text(_categories(labels)) + ',"items":['
    yield from joined(map(_Writer([label for label, _ in labels]).item, walk))
    yield "]}\n"


def _categories(labels: Sequence[tuple[Label, str]]) -> dict[str, object]:
    """Labels with sublabels behind them, and which points a skeleton has, its lines counted from 1."""
    points = [
        {
            "label_id": number,
            "labels": [part.name for part in label.sublabels],
            "joints": [[start + 1, end + 1] for start, end in edges(label)],
            "positions": [],
        }
        for number, (label, _) in enumerate(labels)
        if label.type == "skeleton"
    ]
    named = [
        {"name": label.name, "parent": parent, "attributes": [attribute.name for attribute in label.attributes]}
        for label, parent in labels
    ]
    return {"label": {"labels": named, "label_groups": [], "attributes": ["occluded"]}, "points": {"items": points}}


class _Writer:
    """Items as text, with the names of attributes quoted once."""

    def __init__(self, labels: Sequence[Label]) -> None:
        self._numbers = {label.id: number for number, label in enumerate(labels)}
        self._attributes = {
            spec.id: (text(spec.name), spec.input_type) for label in labels for spec in label.attributes
        }

    def item(self, annotated: AnnotatedFrame) -> str:
        frame = annotated.frame
        drawn = [self._shape(shape, frame) for shape in annotated.shapes if not shape.outside]
        found = ",\n".join([*drawn, *map(self._tag, annotated.tags)])
        return (
            f'{{"id":{text(frame.stem)},"annotations":[{found}],"attr":{{"frame":{frame.number}}},'
            f'"image":{{"path":{text(frame.name)},"size":[{frame.height},{frame.width}]}}}}'
        )

    def _tag(self, tag: Tag) -> str:
        return f"{self._head('label', tag)}{self._values(tag.attributes)}}}{_extras(tag)}}}"

    def _shape(self, shape: Shape, frame: Frame) -> str:
        kind, place = PLACES[shape.type]
        built_in = f'"occluded":{str(shape.occluded).lower()}'
        if shape.rotation:
            built_in += f',"rotation":{round(shape.rotation, 2)}'
        if shape.elements:
            elements = ",".join([self._element(element, frame) for element in shape.elements])
            geometry = f'"elements":[{elements}]'
        else:
            geometry = place(shape, frame)
        values = self._values(shape.attributes)
        return (
            f"{self._head(kind, shape)}{values}{',' if values else ''}{built_in}}},"
            f'"z_order":{shape.z_order},{geometry}{_extras(shape)}}}'
        )

    def _element(self, element: Shape, _: Frame) -> str:
        """A skeleton's point; one that is outside is absent and keeps its place."""
        visibility = ABSENT if element.outside else HIDDEN if element.occluded else VISIBLE
        return (
            f"{self._head('points', element)}{self._values(element.attributes)}}},"
            f'"z_order":{element.z_order},"points":{listed(element.points)},"visibility":[{visibility}]'
            f"{_extras(element)}}}"
        )

    def _head(self, kind: str, drawn: Shape | Tag) -> str:
        """What all annotations begin with, up to the inside of their attributes."""
        return (
            f'{{"id":0,"type":"{kind}","group":{drawn.group or 0},"label_id":{self._numbers[drawn.label_id]},'
            '"attributes":{'
        )

    def _values(self, values: tuple[AttributeValue, ...]) -> str:
        return ",".join(
            [
                f"{self._attributes[value.spec_id][0]}:{attribute_value(value, self._attributes[value.spec_id][1])}"
                for value in values
                if value.spec_id in self._attributes
            ]
        )


def _extras(drawn: Shape | Tag) -> str:
    """Fields of ours, which other readers skip; only those that say something."""
    source = "" if drawn.source == "manual" else f',"source":{text(drawn.source)}'
    return source if drawn.score is UNSET else f'{source},"score":{drawn.score:.6g}'


def _box(shape: Shape, _: Frame) -> str:
    left, top, right, bottom = shape.points
    left, top = round(left, 2), round(top, 2)
    size = round(right, 2) - left, round(bottom, 2) - top
    return '"bbox":[%.2f,%.2f,%.2f,%.2f]' % (left, top, *size)  # noqa: UP031 - fast


def _points(shape: Shape, _: Frame) -> str:
    return f'"points":{listed(shape.points)}'


def _dots(shape: Shape, frame: Frame) -> str:
    return f'{_points(shape, frame)},"visibility":{[VISIBLE] * (len(shape.points) // 2)}'


def _ellipse(shape: Shape, _: Frame) -> str:
    """The corners of the box around the unturned ellipse."""
    cx, cy, right, top = shape.points
    return f'"points":{listed((2 * cx - right, top, right, 2 * cy - top))}'


def _cuboid(shape: Shape, _: Frame) -> str:
    pairs = zip(shape.points[::2], shape.points[1::2], strict=True)
    return f'"points":[{",".join(map(listed, pairs))}]'


def _mask(shape: Shape, frame: Frame) -> str:
    counts = masks.pack_counts(masks.to_columns(shape.points, frame.width, frame.height))
    return f'"rle":{{"counts":{text(counts)},"size":[{frame.height},{frame.width}]}}'


# shape type -> Datumaro's type and the fields of its place
PLACES: dict[str, tuple[str, Callable[[Shape, Frame], str]]] = {
    "rectangle": ("bbox", _box),
    "polygon": ("polygon", _points),
    "polyline": ("polyline", _points),
    "points": ("points", _dots),
    "ellipse": ("ellipse", _ellipse),
    "cuboid": ("cuboid_2d", _cuboid),
    "mask": ("mask", _mask),
    "skeleton": ("skeleton", lambda _, __: '"elements":[]'),
}
