"""Writes `LabelMe 3.0`: an XML file beside each picture, and pictures of masks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from prelabel.domain import masks
from prelabel.domain.dataset import AnnotatedFrame, Dataset
from prelabel.domain.frames import Frame
from prelabel.domain.geometry import ellipse_outline
from prelabel.domain.labels import Label
from prelabel.domain.shapes import Shape
from prelabel.formats import built_in, labelme_attributes
from prelabel.formats.archive import ArchiveWriter, writing
from prelabel.formats.label_files import LabelFiles
from prelabel.formats.painting import painted_alone
from prelabel.formats.walk import Walk
from prelabel.formats.xml_text import element

MASKS = "Masks"
_POINT = "<pt><x>%.2f</x><y>%.2f</y></pt>"
_BOX = f"<type>bounding_box</type><polygon>{_POINT * 4}<username></username></polygon>"
_HELD = frozenset({"rectangle", "polygon", "ellipse", "mask"})


def export(dataset: Dataset, destination: Path, save_images: bool) -> None:
    walk, files = Walk(dataset), LabelFiles("LabelMe", "")
    with writing(destination) as archive:
        writer = _Writer(archive, dataset.labels)
        for annotated in walk:
            name = files.name(annotated.frame)
            archive.text(f"{name}.xml", "".join(writer.document(annotated, name)))
        if save_images:
            walk.pictures(archive, lambda frame: frame.name)


class _Writer:
    """Frames as documents; pictures of masks go straight into the archive."""

    def __init__(self, archive: ArchiveWriter, labels: tuple[Label, ...]) -> None:
        self._archive = archive
        self._labels = {label.id: element("name", label.name) for label in labels}
        self._attributes = {spec.id: spec.name for label in labels for spec in label.attributes}

    def document(self, annotated: AnnotatedFrame, name: str) -> Iterator[str]:
        frame = annotated.frame
        yield (
            f"<annotation>\n  {element('filename', frame.name)}\n  <folder></folder>\n"
            "  <source><sourceImage></sourceImage><sourceAnnotation>Prelabel</sourceAnnotation></source>\n"
            f"  <imagesize><nrows>{frame.height}</nrows><ncols>{frame.width}</ncols></imagesize>\n"
        )
        shapes = [shape for shape in annotated.shapes if shape.type in _HELD and not shape.outside]
        parts = _parts(shapes)
        for number, shape in enumerate(shapes):
            place = self._mask(shape, frame, f"{name}_mask_{number}.png") if shape.type == "mask" else _polygon(shape)
            if place:
                yield self._object(shape, number, parts[number], place)
        yield "</annotation>\n"

    def _object(self, shape: Shape, number: int, parts: str, place: str) -> str:
        values = [(self._attributes.get(value.spec_id, ""), value.value) for value in shape.attributes]
        attributes = labelme_attributes.written([*values, *built_in.written(shape)])
        return (
            f"  <object>\n    {self._labels[shape.label_id]}<deleted>0</deleted><verified>0</verified>"
            f"<occluded>{'yes' if shape.occluded else 'no'}</occluded><date></date><id>{number}</id>\n"
            f"    <parts>{parts}</parts>\n    {place}\n    {element('attributes', attributes)}\n  </object>\n"
        )

    def _mask(self, shape: Shape, frame: Frame, name: str) -> str:
        """The reference to the mask's picture, or an empty text when nothing of it is on the frame."""
        points = masks.on_picture(shape.points, frame.width, frame.height)
        if points is None:
            return ""
        self._archive.picture(f"{MASKS}/{name}", painted_alone(frame, shape))
        left, top, right, bottom = map(int, points[-4:])
        box = f"<xmin>{left}</xmin><ymin>{top}</ymin><xmax>{right + 1}</xmax><ymax>{bottom + 1}</ymax>"
        return f"<segm>{element('mask', name)}<box>{box}</box><username></username></segm>"


def _parts(shapes: Sequence[Shape]) -> list[str]:
    """How each shape belongs to the first one of its group."""
    groups: dict[int, list[int]] = defaultdict(list)
    for number, shape in enumerate(shapes):
        if shape.group:
            groups[shape.group].append(number)
    has, belongs = [""] * len(shapes), [""] * len(shapes)
    for first, *others in groups.values():
        has[first] = ",".join(map(str, others))
        for other in others:
            belongs[other] = str(first)
    return [
        f"<hasparts>{children}</hasparts><ispartof>{parent}</ispartof>"
        for children, parent in zip(has, belongs, strict=True)
    ]


def _polygon(shape: Shape) -> str:
    """An outline; a rectangle's is unturned, its rotation is an attribute."""
    if shape.type == "rectangle":
        left, top, right, bottom = shape.points
        return _BOX % (left, top, right, top, right, bottom, left, bottom)
    points = ellipse_outline(shape.points, shape.rotation) if shape.type == "ellipse" else shape.points
    places = [_POINT % pair for pair in zip(points[::2], points[1::2], strict=True)]
    return f"<polygon>{''.join(places)}<username></username></polygon>"
