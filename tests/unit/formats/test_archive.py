"""Archives of users: what is read of them, and what is refused whatever the format."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from prelabel.domain.dataset import ImportResult
from prelabel.errors import BadArchive, TooLarge, UserError
from prelabel.formats import archive, registry
from tests.unit.formats import datasets
from tests.unit.formats.archives import made

FROM_ARCHIVES = [known.name for known in registry.IMPORTERS if known.ext == "ZIP"]
DATA = "names: [Человек]"


def zipped(tmp_path: Path, method: int, content: str = "0 .5 .5 1 1") -> Path:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", method) as written:
        written.writestr("data.yaml", DATA)
        written.writestr("labels/b.txt", content)
    return tmp_path / "a.zip"


def detection(source: Path) -> ImportResult:
    return registry.load("Ultralytics YOLO Detection 1.0", source, datasets.TARGET)


@pytest.mark.parametrize("name", FROM_ARCHIVES)
@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 broken", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_archive_or_empty_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(UserError):
        registry.load(name, tmp_path / "a.zip", datasets.TARGET)


@pytest.mark.parametrize("known", registry.IMPORTERS, ids=lambda known: known.name)
def test_an_archive_of_something_else_is_refused(tmp_path: Path, known: registry.Format) -> None:
    with pytest.raises(UserError):
        registry.load(known.name, made(tmp_path, {"../../evil.exe": b"MZ"}), datasets.TARGET)
    assert [file.name for file in tmp_path.iterdir()] == ["given.zip"]


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_unusual_compression_is_refused(tmp_path: Path, method: int) -> None:
    with pytest.raises(BadArchive, match=r"data\.yaml in the archive is not compressed with deflate"):
        detection(zipped(tmp_path, method))


def test_a_file_that_swells_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    source = zipped(tmp_path, zipfile.ZIP_DEFLATED, "\n" * (archive.MAX_TEXT_BYTES + 1))
    assert source.stat().st_size < 100_000
    with pytest.raises(TooLarge, match=r"labels/b\.txt has 16777217 bytes; at most 16777216 are read"):
        detection(source)


def test_damaged_content_is_named(tmp_path: Path) -> None:
    source = zipped(tmp_path, zipfile.ZIP_STORED)
    source.write_bytes(source.read_bytes().replace(b"0 .5 .5 1 1", b"0 .5 .5 1 2"))
    with pytest.raises(BadArchive, match=r"a\.zip is not a zip archive that can be read: Bad CRC-32 .*b\.txt"):
        detection(source)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xef\xbb\xbfa\r\nb\rc\n", "a\nb\nc\n"),
        ("ё".encode("utf-16"), "ё"),
        (b"", ""),
    ],
)
def test_text_has_one_line_ending(content: bytes, text: str) -> None:
    assert archive.text_of("x", content) == text
