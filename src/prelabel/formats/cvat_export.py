"""Writes `CVAT for images 1.1`: `annotations.xml`, which loses nothing of an image task, and the pictures beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import UNSET

from prelabel.domain.dataset import AnnotatedFrame, Dataset
from prelabel.domain.labels import Label
from prelabel.domain.shapes import Shape, Tag
from prelabel.formats.archive import writing
from prelabel.formats.cvat_meta import meta
from prelabel.formats.cvat_names import Names, quoted
from prelabel.formats.walk import Walk
from prelabel.formats.xml_text import attribute

Points = tuple[float, ...]


def export(dataset: Dataset, destination: Path, save_images: bool) -> None:
    walk = Walk(dataset)
    with writing(destination) as archive:
        archive.document("annotations.xml", _document(dataset, walk))
        if save_images:
            walk.pictures(archive, lambda frame: f"images/{frame.name}")


def _document(dataset: Dataset, walk: Walk) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>\n<annotations>\n  <version>1.1</version>\n'
    yield meta(dataset)
    writer = _Writer(dataset.labels)
    for annotated in walk:
        yield _image(annotated, dataset, writer)
    yield "</annotations>\n"


def _image(annotated: AnnotatedFrame, dataset: Dataset, writer: _Writer) -> str:
    frame = annotated.frame
    subset = f" subset={attribute(dataset.subset)}" if dataset.subset else ""
    head = (
        f'  <image id="{frame.number}" name={attribute(frame.name)}{subset} task_id="{dataset.task_id}"'
        f' width="{frame.width}" height="{frame.height}">\n'
    )
    return "".join((head, *map(writer.shape, annotated.shapes), *map(writer.tag, annotated.tags), "  </image>\n"))


class _Writer:
    """Shapes and tags as elements, with the names of labels and attributes quoted once."""

    def __init__(self, labels: tuple[Label, ...]) -> None:
        self._names = Names(labels)

    def shape(self, shape: Shape) -> str:
        name, geometry = GEOMETRY[shape.type](shape.points)
        head = (
            f"    <{name} label={self._names.labels[shape.label_id]} source={quoted(shape.source)}"
            f' occluded="{shape.occluded:d}"{geometry} z_order="{shape.z_order}"{_extras(shape)}'
        )
        if not shape.attributes and not shape.elements:
            return f"{head}/>\n"
        elements = "".join(map(self._element, shape.elements))
        return f"{head}>\n{elements}{self._names.values(shape.attributes)}    </{name}>\n"

    def tag(self, tag: Tag) -> str:
        head = f"    <tag label={self._names.labels[tag.label_id]} source={quoted(tag.source)}{_group_and_score(tag)}"
        return f"{head}>\n{self._names.values(tag.attributes)}    </tag>\n" if tag.attributes else f"{head}/>\n"

    def _element(self, element: Shape) -> str:
        head = (
            f"      <points label={self._names.labels[element.label_id]} source={quoted(element.source)}"
            f' outside="{element.outside:d}" occluded="{element.occluded:d}"{_pairs(element.points)}'
        )
        return (
            f"{head}>\n{self._names.values(element.attributes)}      </points>\n"
            if element.attributes
            else f"{head}/>\n"
        )


def _extras(shape: Shape) -> str:
    rotation = f' rotation="{shape.rotation:.2f}"' if shape.rotation else ""
    outside = ' outside="1"' if shape.outside else ""
    return f"{rotation}{outside}{_group_and_score(shape)}"


def _group_and_score(drawn: Shape | Tag) -> str:
    group = f' group_id="{drawn.group}"' if drawn.group else ""
    return group if drawn.score is UNSET else f'{group} score="{drawn.score:.6g}"'


def _pairs(points: Points) -> str:
    pairs = ";".join(f"{x:.2f},{y:.2f}" for x, y in zip(points[::2], points[1::2], strict=True))
    return f' points="{pairs}"'


def _box(points: Points) -> tuple[str, str]:
    return "box", ' xtl="%.2f" ytl="%.2f" xbr="%.2f" ybr="%.2f"' % points  # noqa: UP031 - twice as fast as format()


def _ellipse(points: Points) -> tuple[str, str]:
    cx, cy, right, top = (round(number, 2) for number in points)
    return "ellipse", f' cx="{cx:.2f}" cy="{cy:.2f}" rx="{right - cx:.2f}" ry="{cy - top:.2f}"'


def _cuboid(points: Points) -> tuple[str, str]:
    corners = ("tl1", "bl1", "tr1", "br1", "tl2", "bl2", "tr2", "br2")
    pairs = zip(corners, points[::2], points[1::2], strict=True)
    return "cuboid", "".join(f' x{corner}="{x:.2f}" y{corner}="{y:.2f}"' for corner, x, y in pairs)


def _mask(points: Points) -> tuple[str, str]:
    left, top, right, bottom = map(int, points[-4:])
    runs = ", ".join(str(int(run)) for run in points[:-4])
    size = f'left="{left}" top="{top}" width="{right - left + 1}" height="{bottom - top + 1}"'
    return "mask", f' rle="{runs}" {size}'


# shape type -> element and its geometry
GEOMETRY: dict[str, Callable[[Points], tuple[str, str]]] = {
    "rectangle": _box,
    "polygon": lambda points: ("polygon", _pairs(points)),
    "polyline": lambda points: ("polyline", _pairs(points)),
    "points": lambda points: ("points", _pairs(points)),
    "ellipse": _ellipse,
    "cuboid": _cuboid,
    "mask": _mask,
    "skeleton": lambda _: ("skeleton", ""),
}
