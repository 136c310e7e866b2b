"""`Ultralytics YOLO Classification 1.0`, both ways: tags, as folders of pictures named after the labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import msgspec

from prelabel.domain.dataset import Dataset, ImportResult, ImportTarget
from prelabel.domain.frames import Frame
from prelabel.domain.shapes import Annotations, Tag
from prelabel.errors import InvalidInput
from prelabel.formats.archive import ArchiveReader, reading, writing
from prelabel.formats.frame_index import FrameIndex
from prelabel.formats.json_reading import parsed
from prelabel.formats.json_values import text
from prelabel.formats.label_index import LabelIndex
from prelabel.formats.ultralytics_config import SUBSETS, subset_name

_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff", ".gif", ".dng", ".mpo", ".pfm"})
_TAGS = "labels.json"


class _Item(msgspec.Struct):
    labels: list[str]


def export(dataset: Dataset, destination: Path, save_images: bool) -> None:
    """Ultralytics gives a picture one class, so its file lies in its first tag's folder; `labels.json` has all tags.

    A picture without tags has no folder to lie in: any would be one more class.
    """
    subset = subset_name(dataset.subset)
    names = {label.id: label.name for label in dataset.labels}
    placed: list[tuple[Frame, str]] = []

    def items() -> Iterator[str]:
        yield "{"
        for position, annotated in enumerate(dataset.annotated()):
            tags = [names[tag.label_id] for tag in annotated.tags]
            if tags:
                placed.append((annotated.frame, _folder(tags)))
            yield (",\n" if position else "") + _item(annotated.frame, tags)
        yield "}\n"

    with writing(destination) as archive:
        archive.document(f"{subset}/{_TAGS}", items())
        if save_images:
            for frame, folder in placed:
                archive.picture(f"{subset}/{folder}/{frame.name}", dataset.read_picture(frame))


def _folder(tags: list[str]) -> str:
    """The folder of a picture; a name with slashes would make several of one."""
    return tags[0].replace("/", "_").replace("\\", "_")


def _item(frame: Frame, tags: list[str]) -> str:
    content = {"path": f"{_folder(tags)}/{frame.name}" if tags else "", "labels": tags}
    return f"{text(frame.name)}:{text(content)}"


def load(source: Path, target: ImportTarget) -> ImportResult:
    """Tags of an archive: as `labels.json` has them, and for subsets without it as the folders say."""
    frames, labels = FrameIndex(target.frames), LabelIndex(target.labels)
    tags: list[Tag] = []
    with reading(source) as archive:
        for name, found in _tagged(archive):
            frame = frames.find(name)
            if frame is not None:
                tags += (Tag(frame=frame.number, label_id=labels.find(label).known_id) for label in found)
    return ImportResult(Annotations(tags=tuple(tags)), (*frames.remarks, *labels.remarks))


def _tagged(archive: ArchiveReader) -> Iterator[tuple[str, list[str]]]:
    """Pictures' names and their labels."""
    described = [name for name in archive.names if PurePosixPath(name).name == _TAGS]
    for name in described:
        for picture, item in parsed(name, archive.content(name), dict[str, _Item], "a list of tags").items():
            yield picture, item.labels
    roots = {str(PurePosixPath(name).parent) for name in described}
    pictures: dict[str, list[str]] = defaultdict(list)
    for name in archive.names:
        label, picture = _placed(name)
        if PurePosixPath(picture).suffix.lower() in _PICTURES and label and not _below(name, roots):
            pictures[picture].append(label)
    if not described and not pictures:
        raise InvalidInput("The archive holds neither labels.json nor folders of pictures.")
    yield from pictures.items()


def _placed(name: str) -> tuple[str, str]:
    """Label and picture of a path: what stands behind the subset, or the last folder where no subset is named."""
    parts = PurePosixPath(name).parts
    for position, part in enumerate(parts[:-2]):
        if part.lower() in SUBSETS:
            return parts[position + 1], "/".join(parts[position + 2 :])
    return (parts[-2], parts[-1]) if len(parts) > 1 else ("", name)


def _below(name: str, roots: set[str]) -> bool:
    return any(str(folder) in roots for folder in PurePosixPath(name).parents)
