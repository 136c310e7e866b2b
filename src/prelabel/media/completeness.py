"""Tells from a picture file's outer structure whether all of it is there, without decoding a pixel."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from struct import Struct

PNG_SIGNATURE_BYTES = 8
_CHUNK_HEAD = Struct(">I4s")
_CHECKSUM = Struct(">I")
_RIFF_HEAD = Struct("<4sI4s")


def jpeg(data: bytes) -> bool:
    """The file ends with the end-of-image marker; some cameras fill up with zeros behind it."""
    return data.rstrip(b"\0").endswith(b"\xff\xd9")


def png(data: bytes) -> bool:
    """All chunks up to IEND are there and have the checksums they name."""
    return any(kind == b"IEND" for kind, _ in png_chunks(data))


def webp(data: bytes) -> bool:
    """The file is as long as its RIFF header says."""
    if len(data) < _RIFF_HEAD.size:
        return False
    _, size, kind = _RIFF_HEAD.unpack_from(data)
    return bool(kind == b"WEBP" and len(data) >= size + 8)


def png_chunks(data: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """Type and content of each chunk; ends at the first that is cut off or damaged."""
    view = memoryview(data)
    at = PNG_SIGNATURE_BYTES
    while at + _CHUNK_HEAD.size <= len(data):
        length, kind = _CHUNK_HEAD.unpack_from(data, at)
        end = at + _CHUNK_HEAD.size + length
        if end + _CHECKSUM.size > len(data):
            return
        if zlib.crc32(view[at + 4 : end]) != _CHECKSUM.unpack_from(data, end)[0]:
            return
        yield kind, view[at + _CHUNK_HEAD.size : end]
        at = end + _CHECKSUM.size
