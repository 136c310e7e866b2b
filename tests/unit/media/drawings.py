"""Pictures for the tests of this folder: four coloured quarters, so that every turn and every colour shows."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 64, 48
RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 180, 30), (30, 30, 220), (250, 250, 250)


def quarters(width: int = WIDTH, height: int = HEIGHT) -> Image.Image:
    """Red, green, blue, white, from the top left, row by row."""
    image = Image.new("RGB", (width, height), WHITE)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 2 - 1, height // 2 - 1), RED)
    draw.rectangle((width // 2, 0, width - 1, height // 2 - 1), GREEN)
    draw.rectangle((0, height // 2, width // 2 - 1, height - 1), BLUE)
    return image


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def with_orientation(kind: str, value: int, **options: Any) -> bytes:
    """`quarters` as a camera stores it: turned away, with the tag that turns it back."""
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Image.Transpose values that lead away from upright
    image = quarters()
    stored = image.transpose(Image.Transpose(undo[value])) if value in undo else image
    exif = Image.Exif()
    exif[274] = value
    return encoded(stored, kind, exif=exif.tobytes(), **options)


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def corners(image: Image.Image) -> list[tuple[int, int, int]]:
    """The colours in the middle of the four quarters, as RGB."""
    image = image.convert("RGB")
    width, height = image.size
    points = [(x, y) for y in (height // 4, 3 * height // 4) for x in (width // 4, 3 * width // 4)]
    return [image.getpixel(point) for point in points]  # type: ignore[misc]  # RGB pixels are triples


def alike(first: list[tuple[int, int, int]], second: list[tuple[int, int, int]], tolerance: int = 6) -> bool:
    return all(abs(a - b) <= tolerance for x, y in zip(first, second, strict=True) for a, b in zip(x, y, strict=True))
