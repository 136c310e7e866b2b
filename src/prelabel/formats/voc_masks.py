"""Reads the mask pictures of PASCAL VOC's folders into shapes; its XML is `voc_import`'s."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from prelabel.domain.frames import Frame
from prelabel.domain.shapes import Shape
from prelabel.errors import InvalidInput
from prelabel.formats import voc_layout
from prelabel.formats.archive import ArchiveReader
from prelabel.formats.frame_index import FrameIndex
from prelabel.formats.label_colours import BACKGROUND, Colour
from prelabel.formats.label_index import LabelIndex
from prelabel.formats.mask_pictures import Points, first_pixel, opened, parts
from prelabel.formats.remarks import Remarks

if TYPE_CHECKING:
    from PIL.Image import Image


class MaskReader:
    """Masks of an archive's pictures of objects, whose label is read from the pictures of labels."""

    def __init__(self, archive: ArchiveReader, frames: FrameIndex, labels: LabelIndex, remarks: Remarks) -> None:
        self._archive, self._frames, self._labels, self._remarks = archive, frames, labels, remarks
        self._label_pictures = archive.below(voc_layout.LABELS, ".png")
        self._object_pictures = archive.below(voc_layout.OBJECTS, ".png")

    @property
    def is_empty(self) -> bool:
        return not self._label_pictures

    def read(self) -> Iterator[Shape]:
        """All masks; a picture that cannot be read is a remark."""
        colours = voc_layout.label_map(self._archive)
        for name, path in self._label_pictures.items():
            frame = self._frames.find(f"{name}.png")
            if frame is None:
                continue
            try:
                found = list(self._objects(name, path, frame))
            except InvalidInput as error:
                self._remarks.add(f"mask left out: {error.message}")
                continue
            for colour, points in found:
                if colour not in colours:
                    self._remarks.add(f"{path}: the colour {colour} is not in {voc_layout.LABEL_MAP}; left out")
                    continue
                label = self._labels.find(colours[colour])
                yield Shape(type="mask", frame=frame.number, label_id=label.known_id, points=points)

    def _objects(self, name: str, path: str, frame: Frame) -> Iterator[tuple[Colour, Points]]:
        """Colour of the label and mask of each object; without a picture of objects each label is one."""
        labels = self._picture(path, frame)
        if name not in self._object_pictures:
            yield from parts(path, labels)
            return
        objects = self._object_pictures[name]
        for _, points in parts(objects, self._picture(objects, frame)):
            colour = labels.getpixel(first_pixel(points))
            assert isinstance(colour, tuple)
            if colour != BACKGROUND:
                yield (int(colour[0]), int(colour[1]), int(colour[2])), points

    def _picture(self, path: str, frame: Frame) -> Image:
        return opened(path, self._archive.content(path), frame)
