"""Reads `CVAT 1.1`: the XML of images and of videos, bare or in an archive, one element after another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from prelabel.domain.dataset import ImportResult, ImportTarget
from prelabel.domain.frames import Frame
from prelabel.domain.labels import Label
from prelabel.domain.shapes import Annotations, AttributeValue, Shape, Tag, Track, check_shape
from prelabel.errors import InvalidInput
from prelabel.formats.archive import documents
from prelabel.formats.cvat_elements import ELEMENTS, flag, number, score, whole
from prelabel.formats.cvat_tracks import track_of
from prelabel.formats.frame_index import FrameIndex
from prelabel.formats.label_index import LabelIndex
from prelabel.formats.remarks import Remarks
from prelabel.formats.xml_reading import translated

MAX_DOCUMENT_BYTES = 8 * 2**30  # streamed, so this bounds time, not memory


def load(source: Path, target: ImportTarget) -> ImportResult:
    """Shapes, tags and tracks of a file; `InvalidInput` says what in it cannot be read."""
    reader = _Reader(target)
    with documents(source, ".xml", MAX_DOCUMENT_BYTES) as found:
        for name, content in found:
            with translated(name):
                reader.read(content)
    return reader.result()


class _Reader:
    def __init__(self, target: ImportTarget) -> None:
        self._frames = FrameIndex(target.frames)
        self._labels = LabelIndex(target.labels)
        self._remarks = Remarks("shapes left out")
        self._shapes: list[Shape] = []
        self._tags: list[Tag] = []
        self._tracks: list[Track] = []

    def read(self, content: IO[bytes]) -> None:
        for element in _top_elements(content):
            if element.tag == "image":
                self._image(element)
            elif element.tag == "track":
                track = track_of(element, self._frames, self._labels)
                if track is not None:
                    self._tracks.append(track)

    def result(self) -> ImportResult:
        annotations = Annotations(tags=tuple(self._tags), shapes=tuple(self._shapes), tracks=tuple(self._tracks))
        return ImportResult(annotations, self._frames.remarks + self._labels.remarks + self._remarks.lines)

    def _image(self, image: Element) -> None:
        name = image.get("name", "")
        frame = self._frames.find(name)
        if frame is None:
            return
        for position, element in enumerate(image, start=1):
            place = f"image “{name}”, {element.tag} {position}"
            try:
                self._drawn(element, frame, place)
            except InvalidInput as error:
                raise InvalidInput(f"In {place}: {error.message}") from error

    def _drawn(self, element: Element, frame: Frame, place: str) -> None:
        if element.tag == "tag":
            self._tags.append(self._tag(element, frame))
        elif element.tag in ELEMENTS:
            label = self._labels.find(element.get("label", ""))
            shape = self._shape(element, frame, label)
            try:
                check_shape(shape)
            except InvalidInput as error:
                self._remarks.add(f"{place} left out: {error.message}")
            else:
                self._shapes.append(shape)

    def _tag(self, element: Element, frame: Frame) -> Tag:
        label = self._labels.find(element.get("label", ""))
        return Tag(
            frame=frame.number,
            label_id=label.known_id,
            group=whole(element, "group_id"),
            source=element.get("source", "manual"),
            attributes=self._values(element, label),
            score=score(element),
        )

    def _shape(self, element: Element, frame: Frame, label: Label) -> Shape:
        kind, points = ELEMENTS[element.tag]
        return Shape(
            type=kind,
            frame=frame.number,
            label_id=label.known_id,
            points=points(element),
            occluded=flag(element, "occluded"),
            outside=flag(element, "outside"),
            z_order=whole(element, "z_order"),
            rotation=number(element, "rotation", "0"),
            group=whole(element, "group_id"),
            source=element.get("source", "manual"),
            attributes=self._values(element, label),
            elements=tuple(self._elements(element, frame, label)) if kind == "skeleton" else (),
            score=score(element),
        )

    def _elements(self, skeleton: Element, frame: Frame, label: Label) -> Iterator[Shape]:
        for element in skeleton.iterfind("points"):
            yield self._shape(element, frame, self._labels.sublabel(label, element.get("label", "")))

    def _values(self, element: Element, label: Label) -> tuple[AttributeValue, ...]:
        return self._labels.values(
            label, ((given.get("name", ""), given.text or "") for given in element.iterfind("attribute"))
        )


def _top_elements(content: IO[bytes]) -> Iterator[Element]:
    """The children of the root, each whole, each forgotten when the next one is asked for."""
    root: Element | None = None
    depth = 0
    for event, element in iterparse(content, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            root = element if root is None else root
            depth += 1
            continue
        depth -= 1
        if depth == 1 and root is not None:
            yield element
            root.clear()
