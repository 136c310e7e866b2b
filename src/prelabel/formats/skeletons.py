"""Skeletons as rows of key points (x, y, visibility), as COCO and Ultralytics have them; and the lines between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from prelabel.domain.frames import Frame
from prelabel.domain.labels import Label
from prelabel.domain.shapes import Shape
from prelabel.errors import InvalidInput

KeyPoint = tuple[float, float, int]
ABSENT, HIDDEN, VISIBLE = 0, 1, 2


def key_points(shape: Shape, label: Label) -> list[KeyPoint]:
    """A skeleton's points in the order of the label's sublabels; those that are outside, or missing, are absent."""
    elements = {element.label_id: element for element in shape.elements}
    return [_key_point(elements.get(part.known_id)) for part in label.sublabels]


def _key_point(element: Shape | None) -> KeyPoint:
    if element is None or element.outside:
        return 0.0, 0.0, ABSENT
    x, y = element.points
    return x, y, HIDDEN if element.occluded else VISIBLE


def skeleton(label: Label, frame: Frame, points: Sequence[KeyPoint], names: Iterable[str] | None = None) -> Shape:
    """A skeleton of key points, by names or in the order of the sublabels (`InvalidInput` when they do not fit)."""
    if label.type != "skeleton":
        raise InvalidInput(f"the label “{label.name}” is no skeleton.")
    order = list(names or (part.name for part in label.sublabels))
    found = dict(zip(order, points, strict=False))
    unknown = set(found) - {part.name for part in label.sublabels}
    if unknown or any(visibility for *_, visibility in points[len(order) :]):
        what = f"no point “{min(unknown)}”" if unknown else f"{len(order)} points"
        raise InvalidInput(f"the skeleton “{label.name}” has {what}, the file has {len(points)}.")
    elements = tuple(_element(part, frame.number, found.get(part.name, (0.0, 0.0, ABSENT))) for part in label.sublabels)
    return Shape(type="skeleton", frame=frame.number, label_id=label.known_id, elements=elements)


def _element(part: Label, frame: int, point: KeyPoint) -> Shape:
    x, y, visibility = point
    return Shape(
        type="points",
        frame=frame,
        label_id=part.known_id,
        points=(x, y),
        occluded=visibility == HIDDEN,
        outside=visibility == ABSENT,
    )


def edges(label: Label) -> list[tuple[int, int]]:
    """The lines of a skeleton's drawing, between the numbers of its sublabels from 0 on; none without a drawing."""
    try:
        drawing = fromstring(f"<svg>{label.svg}</svg>")
    except (ParseError, DefusedXmlException):
        return []
    numbers = {part.name: number for number, part in enumerate(label.sublabels)}
    numbers |= {str(part.id): number for number, part in enumerate(label.sublabels)}
    nodes = {
        node.get("data-node-id"): numbers.get(node.get("data-label-id") or node.get("data-label-name") or "")
        for node in drawing.iter()
        if node.get("data-type") == "element node"
    }
    lines = (
        (nodes.get(edge.get("data-node-from")), nodes.get(edge.get("data-node-to")))
        for edge in drawing.iter()
        if edge.get("data-type") == "edge"
    )
    return [(start, end) for start, end in lines if start is not None and end is not None]
