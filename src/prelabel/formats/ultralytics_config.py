"""Ultralytics' `data.yaml`: its classes, subsets and key points; not the label files it speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from prelabel.domain.labels import Label
from prelabel.errors import InvalidInput
from prelabel.formats.archive import ArchiveReader
from prelabel.formats.json_values import text

MAX_BYTES = 2**20
SUBSETS = ("train", "val", "test", "valid")
_NAMES = {"": "train", "default": "train", "validation": "val", "valid": "val"}


@dataclass(frozen=True)
class Config:
    """`names` are classes by number; `key_points` their names by class, `key_point_numbers` the numbers of each one."""

    path: str
    names: dict[int, str]
    subsets: tuple[str, ...] = SUBSETS
    key_point_numbers: int = 3
    key_points: dict[int, list[str]] = field(default_factory=dict)


def subset_name(subset: str) -> str:
    """A task's subset as Ultralytics calls it; train when there is none."""
    return _NAMES.get(subset.lower(), subset.lower())


def written(labels: Sequence[Label], subset: str, more: str = "") -> Iterator[str]:
    """The configuration. Without `path` Ultralytics takes the folder of this file; a name in JSON is a name in YAML."""
    if subset == "train":
        yield "# To train, add a line `val:` with a list or folder of pictures that the model has not seen.\n"
    yield f"{subset}: {subset}.txt\n{more}names:\n"
    for number, label in enumerate(labels):
        yield f"  {number}: {text(label.name)}\n"


def read(archive: ArchiveReader) -> Config:
    """The archive's configuration (`InvalidInput` when there is none, or it names no classes)."""
    path = _path(archive)
    found = _parsed(path, archive.text(path, MAX_BYTES))
    shape = found.get("kpt_shape")
    return Config(
        path=path,
        names=_by_number(found["names"] or {}, path, "names"),
        subsets=(*SUBSETS, *(str(key) for key, value in found.items() if _is_list(value))),
        key_point_numbers=2 if isinstance(shape, list) and shape[1:2] == [2] else 3,
        key_points=_key_points(found.get("kpt_names") or {}, path),
    )


def _path(archive: ArchiveReader) -> str:
    found = sorted((*archive.ending(".yaml"), *archive.ending(".yml")), key=lambda name: name.count("/"))
    for name in found:
        if PurePosixPath(name).stem == "data" or len(found) == 1:
            return name
    raise InvalidInput("The archive holds no data.yaml, which names the classes.")


def _parsed(path: str, content: str) -> dict[Any, Any]:
    import yaml

    try:
        found = yaml.safe_load(content)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        place = getattr(error, "problem_mark", None)
        where = f" in line {place.line + 1}" if place else ""
        raise InvalidInput(f"{path} is not YAML{where}: {getattr(error, 'problem', error)}.") from error
    if not isinstance(found, dict) or "names" not in found:
        raise InvalidInput(f"{path} has no names:, the list of classes.")
    return found


def _key_points(given: Any, path: str) -> dict[int, list[str]]:
    names = _by_number(given, path, "kpt_names")
    if not all(isinstance(points, list) for points in names.values()):
        raise InvalidInput(f"{path} gives kpt_names that are not a list for each class.")
    return {number: [str(point) for point in points] for number, points in names.items()}


def _by_number(given: Any, path: str, key: str) -> dict[int, Any]:
    """A list, or a mapping from numbers, as a mapping from numbers."""
    if isinstance(given, list):
        return dict(enumerate(given if key == "kpt_names" else map(str, given)))
    try:
        return {int(number): value if key == "kpt_names" else str(value) for number, value in given.items()}
    except (AttributeError, TypeError, ValueError):
        raise InvalidInput(f"{path} gives {key} neither as a list nor by number.") from None


def _is_list(value: object) -> bool:
    return isinstance(value, str) and value.endswith(".txt")
