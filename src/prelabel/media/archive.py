"""Reads uploaded zip archives one member at a time, and refuses what could harm; knows nothing of pictures."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from struct import Struct
from typing import BinaryIO

from prelabel.errors import BadArchive

_DRIVE = re.compile(r"^[A-Za-z]:")
_LEFTOVERS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_ENCRYPTED, _UTF8 = 0x1, 0x800
_EXTRA_HEAD, _UNICODE_NAME_HEAD = Struct("<HH"), Struct("<BI")
_UNICODE_NAME = 0x7075


@dataclass(frozen=True)
class Limits:
    """What an archive may hold. `ratio`, unpacked to packed, only counts above `ratio_free_bytes`: a white scan of
    a page packs a thousandfold and is no bomb yet."""

    files: int
    total_bytes: int
    member_bytes: int = 2**30
    ratio: int = 200
    ratio_free_bytes: int = 2**26


def unpacked(source: Path | BinaryIO, name: str, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file in the archive, in its order; the names' folders are separated by `/`.

    `name` is what the archive is called in errors (`BadArchive`). Everything the directory tells is checked before the
    first member is read; a member never gives more bytes than the directory says.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            members = _checked(archive, name, limits)
            for member_name, info in members.items():
                with archive.open(info) as member:
                    yield member_name, member.read()
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise BadArchive(f"“{name}” is damaged or of an unknown kind and cannot be unpacked ({error}).") from error


def is_archive(data: bytes) -> bool:
    """Whether a file begins as a zip archive does."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def _checked(archive: zipfile.ZipFile, name: str, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    members: dict[str, zipfile.ZipInfo] = {}
    for info in archive.infolist():
        path = _safe_path(_decoded(info), name)
        if info.is_dir() or _is_leftover(path):
            continue
        _check_member(info, path, name, limits)
        if path in members:
            raise BadArchive(f"“{name}” holds “{path}” twice.")
        members[path] = info
    _check_whole(list(members.values()), name, limits)
    return members


def _check_member(info: zipfile.ZipInfo, path: str, name: str, limits: Limits) -> None:
    if stat.S_ISLNK(info.external_attr >> 16):
        raise BadArchive(f"“{path}” in “{name}” is a link; pack the file itself.")
    if info.flag_bits & _ENCRYPTED:
        raise BadArchive(f"“{path}” in “{name}” is encrypted; pack it without a password.")
    if info.file_size > limits.member_bytes:
        raise BadArchive(
            f"“{path}” in “{name}” unpacks to {info.file_size} bytes; at most {limits.member_bytes} are taken."
        )
    _check_ratio([info], f"“{path}” in “{name}”", limits)


def _check_whole(members: list[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    if len(members) > limits.files:
        raise BadArchive(f"“{name}” holds {len(members)} files; at most {limits.files} are taken.")
    total = sum(info.file_size for info in members)
    if total > limits.total_bytes:
        raise BadArchive(f"“{name}” unpacks to {total} bytes; at most {limits.total_bytes} are taken.")
    _check_ratio(members, f"“{name}”", limits)


def _check_ratio(members: list[zipfile.ZipInfo], what: str, limits: Limits) -> None:
    total = sum(info.file_size for info in members)
    packed = sum(info.compress_size for info in members)
    if total > limits.ratio_free_bytes and total > limits.ratio * packed:
        raise BadArchive(f"{what} unpacks to {total / max(packed, 1):.0f} times its size; it looks like a zip bomb.")


def _safe_path(path: str, name: str) -> str:
    """The path with `/` between its parts; one that would leave the folder it is unpacked into is refused."""
    path = path.replace("\\", "/")
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if path.startswith("/") or _DRIVE.match(path) or ".." in parts or "\0" in path or not parts:
        raise BadArchive(f"“{name}” holds the path “{path}”, which leads out of the archive.")
    return "/".join(parts)


def _is_leftover(path: str) -> bool:
    """What file managers leave in archives without being asked."""
    folder, _, base = path.rpartition("/")
    return base in _LEFTOVERS or base.startswith("._") or "__MACOSX" in folder.split("/")


def _decoded(info: zipfile.ZipInfo) -> str:
    """The member's name: marked as UTF-8, in the Unicode field of Info-ZIP, UTF-8 without a mark, or code page 437."""
    if info.flag_bits & _UTF8:
        return info.orig_filename
    raw = info.orig_filename.encode("cp437")
    try:
        return _unicode_field(info.extra, raw) or raw.decode()
    except UnicodeDecodeError:
        return info.orig_filename


def _unicode_field(extra: bytes, raw: bytes) -> str | None:
    """The name in extra field 0x7075, if it is there and was made for this very name."""
    at = 0
    while at + _EXTRA_HEAD.size <= len(extra):
        kind, length = _EXTRA_HEAD.unpack_from(extra, at)
        body = extra[at + _EXTRA_HEAD.size : at + _EXTRA_HEAD.size + length]
        if kind == _UNICODE_NAME and len(body) > _UNICODE_NAME_HEAD.size:
            _, checksum = _UNICODE_NAME_HEAD.unpack_from(body)
            return body[_UNICODE_NAME_HEAD.size :].decode() if checksum == zlib.crc32(raw) else None
        at += _EXTRA_HEAD.size + length
    return None
