"""Writes `PASCAL VOC 1.1`: rectangles as XML, and other areas as pictures of masks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from prelabel.domain.dataset import AnnotatedFrame, Dataset
from prelabel.domain.labels import Label
from prelabel.domain.shapes import Shape
from prelabel.formats import built_in, voc_layout
from prelabel.formats.archive import writing
from prelabel.formats.label_files import LabelFiles
from prelabel.formats.walk import Walk
from prelabel.formats.xml_text import content, element

FLAGS = ("truncated", "difficult")  # elements that hold a label's attribute of that name
_NO_FLAGS = "<truncated>0</truncated><difficult>0</difficult>"
_PAINTED = frozenset({"polygon", "ellipse", "mask"})


def export(dataset: Dataset, destination: Path, save_images: bool) -> None:
    walk, files = Walk(dataset), LabelFiles("PASCAL VOC", "")
    subset, writer = voc_layout.subset_of(dataset), _Writer(dataset.labels)
    names: list[str] = []
    with writing(destination) as archive:
        masks = voc_layout.MaskWriter(archive, dataset)
        for annotated in walk:
            name = files.name(annotated.frame)
            has_masks = masks.frame(annotated, name, _PAINTED)
            archive.text(f"Annotations/{name}.xml", "".join(writer.document(annotated, has_masks)))
            names.append(name)
        masks.finish(subset)
        archive.document(f"ImageSets/Main/{subset}.txt", (f"{name}\n" for name in names))
        if save_images:
            walk.pictures(archive, lambda frame: f"{voc_layout.PICTURES}/{frame.name}")


class _Writer:
    """Frames as documents, with the names of labels and attributes quoted once."""

    def __init__(self, labels: tuple[Label, ...]) -> None:
        self._labels = {label.id: element("name", label.name) for label in labels}
        self._attributes = {spec.id: spec.name for label in labels for spec in label.attributes}

    def document(self, annotated: AnnotatedFrame, has_masks: bool) -> Iterator[str]:
        frame = annotated.frame
        yield (
            f"<annotation>\n  <folder></folder>\n  {element('filename', frame.name)}\n"
            "  <source><database>Unknown</database><annotation>Unknown</annotation><image>Unknown</image></source>\n"
            f"  <size><width>{frame.width}</width><height>{frame.height}</height><depth>3</depth></size>\n"
            f"  <segmented>{has_masks:d}</segmented>\n"
        )
        for shape in annotated.shapes:
            if shape.type == "rectangle" and not shape.outside:
                yield self._object(shape)
        yield "</annotation>\n"

    def _object(self, shape: Shape) -> str:
        values = [(self._attributes.get(value.spec_id, ""), value.value) for value in shape.attributes]
        flags = "".join([f"<{flag}>{(flag, 'true') in values:d}</{flag}>" for flag in FLAGS]) if values else _NO_FLAGS
        values += built_in.written(shape)
        attributes = "".join(
            [
                f"      <attribute>{_name(name)}<value>{content(value)}</value></attribute>\n"
                for name, value in values
                if name and name not in FLAGS
            ]
        )
        box = "<xmin>%.2f</xmin><ymin>%.2f</ymin><xmax>%.2f</xmax><ymax>%.2f</ymax>" % shape.points  # noqa: UP031 - fast
        return (
            f"  <object>\n    {self._labels[shape.label_id]}\n"
            f"    <pose>Unspecified</pose>{flags}<occluded>{shape.occluded:d}</occluded>\n"
            f"    <bndbox>{box}</bndbox>\n"
            + (f"    <attributes>\n{attributes}    </attributes>\n" if attributes else "")
            + "  </object>\n"
        )


@lru_cache(maxsize=1024)
def _name(name: str) -> str:
    return element("name", name)
