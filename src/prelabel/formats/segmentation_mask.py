"""`Segmentation mask 1.1`, both ways: everything with an area, painted into pictures of labels and objects."""

from __future__ import annotations

from pathlib import Path

from prelabel.domain.dataset import Dataset, ImportResult, ImportTarget
from prelabel.domain.shapes import Annotations
from prelabel.errors import InvalidInput
from prelabel.formats import voc_layout
from prelabel.formats.archive import reading, writing
from prelabel.formats.frame_index import FrameIndex
from prelabel.formats.label_files import LabelFiles
from prelabel.formats.label_index import LabelIndex
from prelabel.formats.remarks import Remarks
from prelabel.formats.voc_masks import MaskReader
from prelabel.formats.walk import Walk

_KINDS = frozenset({"rectangle", "polygon", "ellipse", "mask"})


def export(dataset: Dataset, destination: Path, save_images: bool) -> None:
    walk, files = Walk(dataset), LabelFiles("Segmentation mask", "")
    with writing(destination) as archive:
        masks = voc_layout.MaskWriter(archive, dataset)
        for annotated in walk:
            masks.frame(annotated, files.name(annotated.frame), _KINDS)
        masks.finish(voc_layout.subset_of(dataset))
        if save_images:
            walk.pictures(archive, lambda frame: f"{voc_layout.PICTURES}/{frame.name}")


def load(source: Path, target: ImportTarget) -> ImportResult:
    """Masks of an archive; `InvalidInput` when its colours have no names or the task lacks one of the labels."""
    frames, labels = FrameIndex(target.frames), LabelIndex(target.labels)
    remarks = Remarks("masks left out")
    with reading(source) as archive:
        masks = MaskReader(archive, frames, labels, remarks)
        if masks.is_empty:
            raise InvalidInput(f"The archive holds no pictures below {voc_layout.LABELS}.")
        shapes = tuple(masks.read())
    return ImportResult(Annotations(shapes=shapes), (*frames.remarks, *labels.remarks, *remarks.lines))
