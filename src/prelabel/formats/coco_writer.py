"""Writes COCO documents piece by piece; which shapes they hold, and as what, is for the formats that use it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import UNSET

from prelabel.domain.dataset import AnnotatedFrame, Dataset
from prelabel.domain.frames import Frame
from prelabel.domain.labels import Label
from prelabel.domain.shapes import Shape
from prelabel.formats.archive import writing
from prelabel.formats.json_values import attribute_value, joined, text
from prelabel.formats.walk import Walk

Geometry = Mapping[str, Callable[[Shape, Frame], str]]
"""Shape type → segmentation, area, bbox, iscrowd and what else belongs to its place, as text."""


def write(
    dataset: Dataset,
    destination: Path,
    save_images: bool,
    name: str,
    geometry: Geometry,
    category: Callable[[Label], dict[str, Any] | None] = lambda _: {},
) -> None:
    """An archive with a document of this name; `category` gives a label's further fields, or None to leave it out."""
    subset = dataset.subset or "default"
    walk = Walk(dataset)
    categories = [
        {"id": number, "name": label.name, "supercategory": "", **more}
        for number, label in enumerate(dataset.labels, start=1)
        if (more := category(label)) is not None
    ]
    with writing(destination) as archive:
        archive.document(f"annotations/{name}_{subset}.json", _document(dataset, walk, categories, geometry))
        if save_images:
            walk.pictures(archive, lambda frame: f"images/{subset}/{frame.name}")


def _document(dataset: Dataset, walk: Walk, categories: list[dict[str, Any]], geometry: Geometry) -> Iterator[str]:
    yield '{"licenses":[{"name":"","id":0,"url":""}],"info":' + text(_info(dataset))
    yield ',"categories":' + text(categories) + ',"annotations":['
    writer = _Writer(dataset.labels, geometry)
    yield from joined(filter(None, map(writer.frame, walk)))
    yield '],"images":['
    yield from joined(map(_image, walk.frames))
    yield "]}\n"


def _info(dataset: Dataset) -> dict[str, str]:
    return {
        "contributor": dataset.owner,
        "date_created": datetime.now(UTC).date().isoformat(),
        "description": dataset.name,
        "url": "",
        "version": "",
        "year": "",
    }


def _image(frame: Frame) -> str:
    return (
        f'{{"id":{frame.number + 1},"width":{frame.width},"height":{frame.height},"file_name":{text(frame.name)},'
        '"license":0,"flickr_url":"","coco_url":"","date_captured":0}'
    )


class _Writer:
    """Annotations as text, numbered from 1, with the names of attributes quoted once."""

    def __init__(self, labels: Sequence[Label], geometry: Geometry) -> None:
        self._geometry = geometry
        self._categories = {label.id: number for number, label in enumerate(labels, start=1)}
        self._attributes = {
            spec.id: (text(spec.name), spec.input_type) for label in labels for spec in label.attributes
        }
        self._count = 0

    def frame(self, annotated: AnnotatedFrame) -> str:
        """The frame's annotations, one a line, or an empty text."""
        drawn = (shape for shape in annotated.shapes if shape.type in self._geometry and not shape.outside)
        return ",\n".join(self._annotation(shape, annotated.frame) for shape in drawn)

    def _annotation(self, shape: Shape, frame: Frame) -> str:
        self._count += 1
        return (
            f'{{"id":{self._count},"image_id":{frame.number + 1},"category_id":{self._categories[shape.label_id]},'
            f'{self._geometry[shape.type](shape, frame)},"attributes":{{{self._values(shape)}}}{_extras(shape)}}}'
        )

    def _values(self, shape: Shape) -> str:
        built_in = _built_in(shape.occluded, shape.rotation, shape.source)
        if not shape.attributes:
            return built_in
        own = (
            f"{self._attributes[value.spec_id][0]}:{attribute_value(value, self._attributes[value.spec_id][1])}"
            for value in shape.attributes
            if value.spec_id in self._attributes
        )
        return ",".join((built_in, *own))


@lru_cache(maxsize=1024)
def _built_in(occluded: bool, rotation: float, source: str) -> str:
    """What CVAT keeps among the attributes; a manual source goes without saying."""
    spoken = "" if source == "manual" else f',"source":{text(source)}'
    return f'"occluded":{str(occluded).lower()},"rotation":{float(round(rotation, 2))}{spoken}'


def _extras(shape: Shape) -> str:
    """Fields of ours beside COCO's, which other readers skip; only those that say something."""
    extras = f',"z_order":{shape.z_order}' if shape.z_order else ""
    if shape.group:
        extras += f',"group":{shape.group}'
    if shape.score is not UNSET:
        extras += f',"score":{shape.score:.6g}'
    return extras
