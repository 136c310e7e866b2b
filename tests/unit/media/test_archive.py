import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest

from prelabel.errors import BadArchive
from prelabel.media.archive import Limits, is_archive, unpacked

LIMITS = Limits(files=100, total_bytes=10_000_000)


def packed(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def read(data: bytes, limits: Limits = LIMITS) -> list[tuple[str, bytes]]:
    return list(unpacked(BytesIO(data), "a.zip", limits))


def test_gives_the_files_in_order() -> None:
    data = packed(("b/2.jpg", b"two"), ("a/", b""), ("a/1.jpg", b"one"))
    assert read(data) == [("b/2.jpg", b"two"), ("a/1.jpg", b"one")]
    assert is_archive(data)


def test_reads_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "снимки.zip"
    file.write_bytes(packed(("1.jpg", b"one")))
    assert list(unpacked(file, "снимки.zip", LIMITS)) == [("1.jpg", b"one")]


@pytest.mark.parametrize(
    "name", ["__MACOSX/a/._1.jpg", "a/.DS_Store", "Thumbs.db", "a/Thumbs.db", "a/._1.jpg", "desktop.ini"]
)
def test_leftovers_of_file_managers_are_skipped(name: str) -> None:
    assert read(packed((name, b"x"), ("1.jpg", b"one"))) == [("1.jpg", b"one")]


@pytest.mark.parametrize(
    "name", ["кот.jpg", "猫/写真 1.jpg", "a b%20c.jpg", "é" * 100 + ".jpg", "x" * 255 + ".jpg", "a\nb.jpg"]
)
def test_any_name_survives(name: str) -> None:
    assert read(packed((name, b"x"))) == [(name, b"x")]


def without_flag(name: bytes, extra: bytes = b"") -> bytes:
    """An archive whose member's name is in no declared encoding, as old tools write it."""
    info = zipfile.ZipInfo("?" * len(name))
    info.extra = extra
    return packed((info, b"x")).replace(b"?" * len(name), name)


def test_names_without_the_unicode_flag() -> None:
    raw = "кот.jpg".encode("cp866")
    field = struct.pack("<BI", 1, zlib.crc32(raw)) + "кот.jpg".encode()
    assert read(without_flag("кот.jpg".encode())) == [("кот.jpg", b"x")]
    assert read(without_flag("é.jpg".encode("cp437"))) == [("é.jpg", b"x")]
    assert read(without_flag(raw, struct.pack("<HH", 0x7075, len(field)) + field)) == [("кот.jpg", b"x")]


def test_backslashes_separate_folders() -> None:
    assert read(packed((r"a\b.jpg", b"x"), ("./c//d.jpg", b"y"))) == [("a/b.jpg", b"x"), ("c/d.jpg", b"y")]


@pytest.mark.parametrize(
    "name", ["../a.jpg", "a/../../b.jpg", "/etc/a.jpg", "C:/a.jpg", r"C:a.jpg", r"..\a.jpg", r"\\host\a.jpg"]
)
def test_paths_that_climb_out_are_refused(name: str) -> None:
    with pytest.raises(BadArchive, match="leads out of the archive"):
        read(packed(("ok.jpg", b"x"), (name, b"x")))


def test_a_link_is_refused() -> None:
    info = zipfile.ZipInfo("passwd.jpg")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    with pytest.raises(BadArchive, match=r"“passwd\.jpg” in “a\.zip” is a link"):
        read(packed((info, b"/etc/passwd")))


def test_an_encrypted_member_is_refused() -> None:
    data = bytearray(packed(("1.jpg", b"one"), method=zipfile.ZIP_STORED))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags] |= 1
    with pytest.raises(BadArchive, match="encrypted; pack it without a password"):
        read(bytes(data))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", ["1.jpg", "./1.jpg"])
def test_a_name_that_comes_twice_is_refused(second: str) -> None:
    with pytest.raises(BadArchive, match=r"holds “1\.jpg” twice"):
        read(packed(("1.jpg", b"one"), (second, b"two")))


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (Limits(files=1, total_bytes=10_000_000), "holds 2 files; at most 1"),
        (Limits(files=9, total_bytes=1_000_000), "unpacks to 2000000 bytes; at most 1000000"),
        (Limits(files=9, total_bytes=10_000_000, member_bytes=500_000), "“0.bmp” in “a.zip” unpacks to 1000000 bytes"),
        (Limits(files=9, total_bytes=10_000_000, ratio_free_bytes=900_000), "zip bomb"),
        (Limits(files=9, total_bytes=10_000_000, ratio_free_bytes=1_500_000), "“a.zip” unpacks to .* zip bomb"),
    ],
)
def test_limits_hold_before_anything_is_unpacked(limits: Limits, message: str) -> None:
    files = unpacked(BytesIO(packed(("0.bmp", bytes(1_000_000)), ("1.bmp", bytes(1_000_000)))), "a.zip", limits)
    with pytest.raises(BadArchive, match=message):
        next(files)


def test_a_member_that_is_larger_than_it_says_is_refused() -> None:
    data = packed(("1.bmp", bytes(1_000_000))).replace(struct.pack("<I", 1_000_000), struct.pack("<I", 1000))
    with pytest.raises(BadArchive, match="damaged"):
        read(data)


@pytest.mark.parametrize("part", [0.0, 0.3, 0.9])
def test_a_broken_archive_is_refused_by_name(part: float) -> None:
    data = packed(("1.jpg", b"one" * 100), ("2.jpg", b"two" * 100))
    with pytest.raises(BadArchive, match=r"“a\.zip” is damaged"):
        read(data[: int(len(data) * part)])


def test_damaged_content_is_refused() -> None:
    with pytest.raises(BadArchive, match=r"“a\.zip” is damaged"):
        read(packed(("1.jpg", b"one" * 100), method=zipfile.ZIP_STORED).replace(b"oneone", b"onetwo", 1))
