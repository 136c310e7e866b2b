"""Reads `PASCAL VOC 1.1`: boxes of XML files, also of a flat archive of them, and masks of pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from prelabel.domain.dataset import ImportResult, ImportTarget
from prelabel.domain.frames import Frame
from prelabel.domain.labels import Label
from prelabel.domain.shapes import Annotations, Shape, check_shape
from prelabel.errors import InvalidInput
from prelabel.formats import built_in, voc_layout, xml_reading
from prelabel.formats.archive import MAX_TEXT_BYTES, ArchiveReader, reading
from prelabel.formats.frame_index import FrameIndex
from prelabel.formats.label_index import LabelIndex
from prelabel.formats.remarks import Remarks
from prelabel.formats.voc_export import FLAGS
from prelabel.formats.voc_masks import MaskReader

_CORNERS = ("xmin", "ymin", "xmax", "ymax")


def load(source: Path, target: ImportTarget) -> ImportResult:
    """Rectangles and masks of an archive; `InvalidInput` says what in it is not VOC or which label the task lacks."""
    with reading(source) as archive:
        return _Reader(target).read(archive)


class _Reader:
    def __init__(self, target: ImportTarget) -> None:
        self._frames, self._labels = FrameIndex(target.frames), LabelIndex(target.labels)
        self._remarks = Remarks("objects and masks left out")

    def read(self, archive: ArchiveReader) -> ImportResult:
        documents = archive.below("Annotations", ".xml") or {
            path[: -len(".xml")]: path for path in archive.ending(".xml")
        }
        masks = MaskReader(archive, self._frames, self._labels, self._remarks)
        if not documents and masks.is_empty:
            raise InvalidInput(f"The archive holds neither XML files nor pictures below {voc_layout.LABELS}.")
        shapes = [shape for name, path in documents.items() for shape in self._document(name, path, archive)]
        if not masks.is_empty:
            shapes += masks.read()
        remarks = (*self._frames.remarks, *self._labels.remarks, *self._remarks.lines)
        return ImportResult(Annotations(shapes=tuple(shapes)), remarks)

    def _document(self, name: str, path: str, archive: ArchiveReader) -> Iterator[Shape]:
        frame = self._frames.find(f"{name}.xml")
        if frame is None:
            return
        root = xml_reading.root(path, archive.content(path, MAX_TEXT_BYTES))
        for position, found in enumerate(root.iterfind("object"), start=1):
            label = self._labels.find((found.findtext("name") or "").strip())
            try:
                shape = self._shape(found, frame, label)
                check_shape(shape)
            except InvalidInput as error:
                self._remarks.add(f"{path}: object {position} left out: {error.message}")
            else:
                yield shape

    def _shape(self, found: Element, frame: Frame, label: Label) -> Shape:
        box = found.find("bndbox")
        if box is None:
            raise InvalidInput("it has no bndbox.")
        points = tuple([xml_reading.number(box, corner) for corner in _CORNERS])
        fields, others = built_in.read(self._values(found, label), label)
        return Shape(
            type="rectangle",
            frame=frame.number,
            label_id=label.known_id,
            points=points,
            occluded=_is_set(found, "occluded"),
            attributes=self._labels.values(label, others),
            **fields,
        )

    def _values(self, found: Element, label: Label) -> Iterator[tuple[str, str]]:
        attributes = found.find("attributes")
        for given in () if attributes is None else attributes:
            yield given.findtext("name") or "", given.findtext("value") or ""
        for flag in FLAGS:
            if self._labels.has_attribute(label, flag):
                yield flag, str(_is_set(found, flag)).lower()


def _is_set(found: Element, name: str) -> bool:
    return (found.findtext(name) or "").strip().lower() in ("1", "true", "yes")
