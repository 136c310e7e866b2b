"""The zip archives that formats live in: written piece by piece, read file by file, never unpacked to disk."""

from __future__ import annotations

import io
import time
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from prelabel.errors import BadArchive, InvalidInput, TooLarge

MAX_MEMBERS = 1_000_000
MAX_FILE_BYTES = 2**28
MAX_TEXT_BYTES = 2**24  # of one picture's annotations, which are read at once
MAX_READ_BYTES = 2**33  # of one archive altogether; it bounds time, since one file at a time is in memory
FAST = 1  # deflate level; the highest costs twenty times the processor time for a tenth of the size
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED = 1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_BROKEN = (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error)


class ArchiveWriter:
    """An archive in the making. Documents are compressed, pictures are stored as they are."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._now = time.localtime()[:6]

    def document(self, name: str, parts: Iterable[str]) -> None:
        """A text whose parts come one after another; the whole of it is never in memory."""
        with (
            self._archive.open(self._entry(name, zipfile.ZIP_DEFLATED), "w", force_zip64=True) as raw,
            io.TextIOWrapper(raw, encoding="utf-8", newline="\n") as text,
        ):
            text.writelines(parts)

    def text(self, name: str, content: str) -> None:
        """A small text."""
        self._archive.writestr(self._entry(name, zipfile.ZIP_DEFLATED), content)

    def picture(self, name: str, content: bytes) -> None:
        """A picture's untouched file."""
        self._archive.writestr(self._entry(name, zipfile.ZIP_STORED), content)

    def _entry(self, name: str, method: int) -> zipfile.ZipInfo:
        inside = "/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", ".", ".."))
        entry = zipfile.ZipInfo(inside, self._now)
        entry.compress_type = method
        entry._compresslevel = FAST  # type: ignore[attr-defined]  # the attribute has a public name from 3.13 on
        entry.external_attr = 0o644 << 16
        return entry


@contextmanager
def writing(destination: Path) -> Iterator[ArchiveWriter]:
    """An archive that appears under its name when it is whole, and not at all when something fails."""
    unfinished = destination.with_name(destination.name + ".part")
    try:
        with zipfile.ZipFile(unfinished, "w") as archive:
            yield ArchiveWriter(archive)
        unfinished.replace(destination)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def documents(source: Path, suffix: str, limit_bytes: int) -> Iterator[Iterator[tuple[str, IO[bytes]]]]:
    """Name and content of each document with this suffix: the file itself, or those in it if it is a zip archive."""
    with source.open("rb") as file:
        zipped = file.read(4) in _ZIP_STARTS
        file.seek(0)
        if not zipped:
            _check_size(source.name, source.stat().st_size, limit_bytes)
            yield iter([(source.name, file)])
            return
        try:
            with zipfile.ZipFile(file) as archive:
                yield _members(archive, suffix, limit_bytes)
        except _BROKEN as error:
            raise BadArchive(f"The archive {source.name} cannot be read: {error}.") from error


class ArchiveReader:
    """An archive's files by their path, with `/` and without a leading `./`."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        _check_count(archive)
        self._entries = {
            entry.filename.replace("\\", "/").removeprefix("./"): entry
            for entry in archive.infolist()
            if not entry.is_dir()
        }
        self._left_bytes = MAX_READ_BYTES

    @property
    def names(self) -> list[str]:
        """The paths in the order of the archive."""
        return list(self._entries)

    def ending(self, suffix: str) -> list[str]:
        """The paths with this ending, in upper or lower case."""
        return [name for name in self._entries if name.lower().endswith(suffix)]

    def below(self, folder: str, suffix: str) -> dict[str, str]:
        """Path within a folder of this name, wherever that lies, without the ending → path in the archive."""
        found = {}
        for path in self.ending(suffix):
            parts = PurePosixPath(path).parts
            if folder in parts[:-1]:
                inside = "/".join(parts[parts.index(folder) + 1 :])
                found[inside[: -len(suffix)]] = path
        return found

    def content(self, name: str, limit_bytes: int = MAX_FILE_BYTES) -> bytes:
        """A file's bytes (`TooLarge` beyond the limit)."""
        entry = self._entries[name]
        _check_size(name, entry.file_size, min(limit_bytes, self._left_bytes))
        self._left_bytes -= entry.file_size
        _check_kind(entry)
        return self._archive.read(entry)

    def text(self, name: str, limit_bytes: int = MAX_TEXT_BYTES) -> str:
        """A file's text (UTF-8, or UTF-16 with its mark), with line feeds (`InvalidInput` where it is neither)."""
        return text_of(name, self.content(name, limit_bytes))


def text_of(name: str, content: bytes) -> str:
    """Text of a user's bytes: UTF-8, or UTF-16 with its mark, any line ending (`InvalidInput` names the place)."""
    encoding = "utf-16" if content.startswith(UTF16_MARKS) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{name} is not UTF-8 text (at byte {error.start}); save it as UTF-8.") from error
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


@contextmanager
def reading(source: Path) -> Iterator[ArchiveReader]:
    """The files of a zip archive (`BadArchive` when it is none, or broken)."""
    try:
        with zipfile.ZipFile(source) as archive:
            yield ArchiveReader(archive)
    except _BROKEN as error:
        raise BadArchive(f"{source.name} is not a zip archive that can be read: {error}.") from error


def _members(archive: zipfile.ZipFile, suffix: str, limit_bytes: int) -> Iterator[tuple[str, IO[bytes]]]:
    _check_count(archive)
    found = [entry for entry in archive.infolist() if PurePosixPath(entry.filename).suffix.lower() == suffix]
    if not found:
        raise BadArchive(f"The archive holds no {suffix} file.")
    for entry in found:
        _check_size(entry.filename, entry.file_size, limit_bytes)
        _check_kind(entry)
        with archive.open(entry) as content:
            yield entry.filename, content


def _check_count(archive: zipfile.ZipFile) -> None:
    if len(archive.infolist()) > MAX_MEMBERS:
        raise BadArchive(f"The archive holds more than {MAX_MEMBERS} files.")


def _check_kind(entry: zipfile.ZipInfo) -> None:
    """Refuse what a zip archive rarely is, and what unpacks at any price in memory."""
    if entry.flag_bits & _ENCRYPTED:
        raise BadArchive(f"{entry.filename} in the archive is encrypted.")
    if entry.compress_type not in _METHODS:
        raise BadArchive(f"{entry.filename} in the archive is not compressed with deflate, the usual way.")


def _check_size(name: str, size_bytes: int, limit_bytes: int) -> None:
    if size_bytes > limit_bytes:
        raise TooLarge(f"{name} has {size_bytes} bytes; at most {limit_bytes} are read.")
