"""Several data sets as one: the tasks of a project numbered through, and archives of subsets laid together."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path

import msgspec

from prelabel.domain.dataset import AnnotatedFrame, Dataset
from prelabel.domain.shapes import Shape, Track

replace = msgspec.structs.replace
NO_SUBSET = "default"


def joined(name: str, datasets: Sequence[Dataset]) -> Dataset:
    """Data sets with the same labels as one. Frames are numbered through; of two with one name, the later is
    called `task_7/name`."""
    first = datasets[0]
    offsets = list(accumulate((dataset.size for dataset in datasets), initial=0))
    placed = list(zip(offsets, datasets, strict=False))

    def frames() -> Iterator[AnnotatedFrame]:
        taken: set[str] = set()
        for offset, dataset in placed:
            for annotated in dataset.frames():
                frame = annotated.frame
                unique = f"task_{dataset.task_id}/{frame.name}" if frame.name in taken else frame.name
                taken.add(unique)
                yield AnnotatedFrame(
                    replace(frame, number=frame.number + offset, name=unique),
                    tuple(_moved(shape, offset) for shape in annotated.shapes),
                    tuple(replace(tag, frame=tag.frame + offset) for tag in annotated.tags),
                )

    return Dataset(
        name=name,
        labels=first.labels,
        frames=frames,
        size=offsets[-1],
        read_picture=first.read_picture,
        subset=first.subset,
        tracks=tuple(_moved_track(track, offset) for offset, dataset in placed for track in dataset.tracks),
        task_id=first.task_id if len(datasets) == 1 else 0,
        owner=first.owner,
        created=min(dataset.created for dataset in datasets),
        updated=max(dataset.updated for dataset in datasets),
        deleted_frames=frozenset(number + offset for offset, dataset in placed for number in dataset.deleted_frames),
    )


def laid_together(parts: Mapping[str, Path], destination: Path) -> Path:
    """One archive of the archives of subsets: over one another where their files allow it, as in COCO, whose files
    are named after the subset; else each in a folder of its own."""
    if len(parts) == 1:
        return next(iter(parts.values()))
    clash = _clash(list(parts.values()))
    with zipfile.ZipFile(destination, "w", zipfile.ZIP_DEFLATED) as out:
        written: set[str] = set()
        for subset, part in parts.items():
            with zipfile.ZipFile(part) as source:
                for info in source.infolist():
                    name = f"{subset or NO_SUBSET}/{info.filename}" if clash else info.filename
                    if name not in written:
                        written.add(name)
                        _copy(source, info, out, name)
    return destination


def _clash(parts: Sequence[Path]) -> bool:
    """Whether two archives hold different files under one name."""
    known: dict[str, int] = {}
    for part in parts:
        with zipfile.ZipFile(part) as source:
            for info in source.infolist():
                if known.setdefault(info.filename, info.CRC) != info.CRC:
                    return True
    return False


def _copy(source: zipfile.ZipFile, info: zipfile.ZipInfo, out: zipfile.ZipFile, name: str) -> None:
    copy = zipfile.ZipInfo(name, info.date_time)
    copy.compress_type = info.compress_type
    copy.file_size = info.file_size
    with source.open(info) as content, out.open(copy, "w") as target:
        shutil.copyfileobj(content, target, 1 << 20)


def _moved(shape: Shape, offset: int) -> Shape:
    elements = tuple(_moved(element, offset) for element in shape.elements)
    return replace(shape, frame=shape.frame + offset, elements=elements)


def _moved_track(track: Track, offset: int) -> Track:
    return replace(
        track,
        frame=track.frame + offset,
        shapes=tuple(replace(key, frame=key.frame + offset) for key in track.shapes),
        elements=tuple(_moved_track(element, offset) for element in track.elements),
    )
