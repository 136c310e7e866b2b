"""`spec.volumes` with a `hostPath`: what of this machine a function sees at paths of its own, as Docker binds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from prelabel.errors import InvalidInput
from prelabel.functions.config import FunctionConfig, text_of

_FIELD = "spec.volumes"


@dataclass(frozen=True)
class Volume:
    """What lies at `host` is seen at `place`, an absolute path with `/`."""

    host: Path
    place: str
    writable: bool = True


def volumes_of(config: FunctionConfig, hidden: Path) -> tuple[Volume, ...]:
    """The volumes that can be given; `InvalidInput` says what is wrong with one, or that it holds what is `hidden`."""
    found = tuple(_volume(entry) for entry in _entries(config) if _is_host_path(entry))
    for volume in found:
        host = volume.host.resolve()
        if not host.exists():
            raise InvalidInput(f"There is no {volume.host} on this machine ({_FIELD}).", field=_FIELD)
        if host.is_relative_to(hidden.resolve()) or hidden.resolve().is_relative_to(host):
            raise InvalidInput(f"{volume.host} holds data of the server; functions do not see it.", field=_FIELD)
    return found


def other_volumes(config: FunctionConfig) -> list[str]:
    """The names of volumes of kinds that one machine does not have."""
    return [text_of((entry.get("volume") or {}).get("name")) for entry in _entries(config) if not _is_host_path(entry)]


def _entries(config: FunctionConfig) -> Iterator[Mapping[str, Any]]:
    entries = config.raw["spec"].get("volumes") or []
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        raise InvalidInput(f"{_FIELD} must be a list of volumes.", field=_FIELD)
    yield from entries


def _is_host_path(entry: Mapping[str, Any]) -> bool:
    volume = entry.get("volume")
    return isinstance(volume, Mapping) and isinstance(volume.get("hostPath"), Mapping)


def _volume(entry: Mapping[str, Any]) -> Volume:
    mount = entry.get("volumeMount")
    mount = mount if isinstance(mount, Mapping) else {}
    host, place = text_of(entry["volume"]["hostPath"].get("path")), PurePosixPath(text_of(mount.get("mountPath")))
    if not Path(host).is_absolute() or not place.is_absolute() or ".." in place.parts or len(place.parts) < 2:
        raise InvalidInput(
            f"Each of {_FIELD} needs absolute paths in volume.hostPath.path and volumeMount.mountPath.", field=_FIELD
        )
    return Volume(Path(host), str(place), not mount.get("readOnly"))
