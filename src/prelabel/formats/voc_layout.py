"""Where PASCAL VOC's folders keep lists, mask pictures and pictures, for the formats that share them."""

from __future__ import annotations

from collections.abc import Sequence

from prelabel.domain.dataset import AnnotatedFrame, Dataset
from prelabel.domain.shapes import Shape
from prelabel.errors import InvalidInput
from prelabel.formats import label_colours
from prelabel.formats.archive import ArchiveReader, ArchiveWriter
from prelabel.formats.painting import painted

LABELS, OBJECTS, PICTURES = "SegmentationClass", "SegmentationObject", "JPEGImages"
LABEL_MAP = "labelmap.txt"


def subset_of(dataset: Dataset) -> str:
    return dataset.subset or "default"


class MaskWriter:
    """Writes the mask pictures of frames and remembers which frames have them."""

    def __init__(self, archive: ArchiveWriter, dataset: Dataset) -> None:
        self._archive = archive
        self._colours = label_colours.label_colours(dataset.labels)
        self._names: list[str] = []
        archive.text(LABEL_MAP, label_colours.written(dataset.labels, self._colours))

    def frame(self, annotated: AnnotatedFrame, name: str, kinds: frozenset[str]) -> bool:
        """Paint the frame's shapes of these types, if there are any, under the picture's name without ending."""
        shapes: Sequence[Shape] = [shape for shape in annotated.shapes if shape.type in kinds and not shape.outside]
        if not shapes:
            return False
        labels, objects = painted(annotated.frame, shapes, self._colours)
        self._archive.picture(f"{LABELS}/{name}.png", labels)
        self._archive.picture(f"{OBJECTS}/{name}.png", objects)
        self._names.append(name)
        return True

    def finish(self, subset: str) -> None:
        """The list of the frames that have masks."""
        self._archive.document(f"ImageSets/Segmentation/{subset}.txt", (f"{name}\n" for name in self._names))


def label_map(archive: ArchiveReader) -> dict[label_colours.Colour, str]:
    """Colour → label (`InvalidInput` when the archive does not say it)."""
    for path in archive.ending(LABEL_MAP):
        return label_colours.read(path, archive.text(path))
    raise InvalidInput(f"The archive holds no {LABEL_MAP}, which says what the colours of its masks mean.")
