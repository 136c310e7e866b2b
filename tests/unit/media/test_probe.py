import random
import struct
import zlib

import pytest
from PIL import Image

from prelabel.errors import BadPicture
from prelabel.media.probe import probe
from tests.unit.media.drawings import HEIGHT, WIDTH, encoded, quarters, with_orientation

LIMIT = 10_000_000

# file type of Pillow, mode, whether browser, OpenCV and Pillow disagree about it
CASES = [
    ("JPEG", "RGB", "image/jpeg", False),
    ("JPEG", "L", "image/jpeg", False),
    ("JPEG", "CMYK", "image/jpeg", True),
    ("PNG", "RGB", "image/png", False),
    ("PNG", "L", "image/png", False),
    ("PNG", "1", "image/png", False),
    ("PNG", "P", "image/png", False),
    ("PNG", "RGBA", "image/png", True),
    ("PNG", "LA", "image/png", True),
    ("PNG", "I;16", "image/png", True),
    ("WEBP", "RGB", "image/webp", False),
    ("WEBP", "RGBA", "image/webp", True),
    ("BMP", "RGB", "image/bmp", True),
    ("BMP", "P", "image/bmp", True),
    ("TIFF", "RGB", "image/tiff", True),
    ("TIFF", "CMYK", "image/tiff", True),
    ("TIFF", "F", "image/tiff", True),
    ("GIF", "P", "image/gif", True),
]


def picture(kind: str, mode: str) -> bytes:
    image = quarters().convert("I").convert("I;16") if mode == "I;16" else quarters().convert(mode)
    if mode in ("RGBA", "LA"):
        image.putalpha(Image.linear_gradient("L").resize(image.size))
    return encoded(image, kind)


@pytest.mark.parametrize(("kind", "mode", "mime", "needs_copy"), CASES)
def test_tells_size_type_and_need_of_a_copy(kind: str, mode: str, mime: str, needs_copy: bool) -> None:
    found = probe(picture(kind, mode), "a", LIMIT)
    assert (found.width, found.height, found.mime, found.needs_copy) == (WIDTH, HEIGHT, mime, needs_copy)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_sizes_are_upright(kind: str, orientation: int) -> None:
    found = probe(with_orientation(kind, orientation), "a", LIMIT)
    assert (found.width, found.height) == (WIDTH, HEIGHT)
    assert found.needs_copy == (orientation != 1 or kind == "TIFF")


@pytest.mark.parametrize(
    "options", [{"transparency": 0}, {"save_all": True, "append_images": [quarters(WIDTH, HEIGHT)]}]
)
def test_palette_transparency_and_moving_pictures_need_a_copy(options: dict[str, object]) -> None:
    assert probe(encoded(quarters().convert("P"), "PNG", **options), "a.png", LIMIT).needs_copy


@pytest.mark.parametrize(("kind", "mode"), sorted({(kind, mode) for kind, mode, _, _ in CASES}))
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.95])
def test_refuses_a_picture_that_is_cut_off(kind: str, mode: str, part: float) -> None:
    noise = Image.frombytes("RGB", (WIDTH, HEIGHT), random.Random(0).randbytes(WIDTH * HEIGHT * 3))
    image = noise.convert("I").convert("I;16") if mode == "I;16" else noise.convert(mode)
    data = encoded(image, kind)
    with pytest.raises(BadPicture, match=r"“снимок 猫\.jpg”"):
        probe(data[: int(len(data) * part)], "снимок 猫.jpg", LIMIT)


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 100, b"hello", b"<svg/>", b"PK\x03\x04", b"\xff\xd8\xff", b"BM", b"RIFF"]
)
def test_refuses_what_is_no_picture(data: bytes) -> None:
    with pytest.raises(BadPicture, match=r"“notes\.txt”"):
        probe(data, "notes.txt", LIMIT)


def test_the_type_is_told_by_the_content() -> None:
    assert probe(picture("PNG", "RGB"), "a.jpg", LIMIT).mime == "image/png"


def png_header(width: int, height: int) -> bytes:
    """A PNG that promises many pixels and holds none."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = b"IDAT" + zlib.compress(b"\0")
    chunks = (head, body, b"IEND")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in chunks
    )


def test_refuses_too_many_pixels_before_decoding() -> None:
    with pytest.raises(BadPicture, match=r"“bomb\.png” has 60000 x 60000 pixels; at most 10000000"):
        probe(png_header(60_000, 60_000), "bomb.png", LIMIT)


def test_a_large_limit_is_obeyed_too() -> None:
    assert probe(png_header(20_000, 20_000), "a.png", 500_000_000).width == 20_000


def test_the_end_of_a_jpeg_may_be_filled_with_zeros() -> None:
    assert probe(picture("JPEG", "RGB") + b"\0" * 100, "a.jpg", LIMIT).width == WIDTH
