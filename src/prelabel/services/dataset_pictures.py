"""Finds the pictures in an archive of a data set, and the subset of each; the annotations are the format's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from prelabel.errors import InvalidInput
from prelabel.media import archive
from prelabel.media.filetypes import FILE_TYPES

NamedFile = tuple[str, Path]
ROOT = re.compile(r"(?:^|/)(?:images|JPEGImages|obj_(?P<subset>\w+?)_data)/(?P<rest>.+)")
MASKS = re.compile(r"(?:^|/)(?:SegmentationClass|SegmentationObject|masks)/", re.IGNORECASE)
NO_SUBSET = "default"
_STARTS = tuple(start for file_type in FILE_TYPES for start in file_type.starts)


def pictures_of(source: Path, name: str, folder: Path, limits: archive.Limits) -> dict[str, list[NamedFile]]:
    """The pictures of the archive by subset, unpacked into `folder`, each under the name that annotations use.

    The first folder below the pictures' own is a subset if another file is named after it, as `instances_train.json`
    or `train.txt` are; else it belongs to the picture's name.
    """
    pictures: dict[str, Path] = {}
    others: list[str] = []
    if not _is_archive(source):
        raise InvalidInput(f"“{name}” is no archive; a project takes pictures and annotations together, in a zip.")
    for member, content in archive.unpacked(source, name, limits):
        if not content.startswith(_STARTS) or MASKS.search(member):
            others.append(member)
            continue
        pictures[member] = folder / str(len(pictures))
        pictures[member].write_bytes(content)
    if not pictures:
        raise InvalidInput(f"“{name}” holds no pictures; import annotations alone into the tasks.")
    return _by_subset(pictures, _named(others))


def _is_archive(source: Path) -> bool:
    with source.open("rb") as content:
        return archive.is_archive(content.read(4))


def _named(others: Iterable[str]) -> frozenset[str]:
    """What annotation files are named after: `train` for `train.txt`, `instances_train.json`, `labels/train/…`."""
    found = set()
    for member in others:
        path = PurePosixPath(member)
        found |= {path.stem, path.stem.rpartition("_")[2]}
        if path.parts[0] == "labels" and len(path.parts) > 2:
            found.add(path.parts[1])
    return frozenset(found)


def _by_subset(pictures: dict[str, Path], subsets: frozenset[str]) -> dict[str, list[NamedFile]]:
    rooted = {member: found for member in pictures if (found := ROOT.search(member))}
    by_subset: dict[str, list[NamedFile]] = defaultdict(list)
    for member, path in pictures.items():
        if not rooted:
            by_subset[""].append((member, path))
        elif member in rooted:
            subset, rest = rooted[member]["subset"] or "", rooted[member]["rest"]
            first, _, below = rest.partition("/")
            if not subset and below and first in subsets:
                subset, rest = first, below
            by_subset["" if subset == NO_SUBSET else subset].append((rest, path))
    return by_subset
