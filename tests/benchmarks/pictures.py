"""Makes the pictures that are measured with: the same ones every time, photographs where there are some."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
CACHE = ROOT / ".build" / "bench"
SIZE = (1280, 720)
QUALITY = 95


def folder_of(count: int) -> Path:
    """A folder of `count` JPEGs of 1280x720, made once."""
    photographs = sorted((SHARED / "images").glob("real/*.jpg")) + sorted(
        (SHARED / "images").glob("coco-ccby/images/*.jpg")
    )
    folder = CACHE / f"{'photographs' if photographs else 'drawings'}-{count}"
    if len(list(folder.glob("*.jpg"))) != count:
        folder.mkdir(parents=True, exist_ok=True)
        for number, image in zip(range(count), _varied(photographs) if photographs else _drawn(), strict=False):
            image.save(folder / f"{number:04d}.jpg", quality=QUALITY)
    return folder


def _varied(photographs: list[Path]) -> Iterator[Image.Image]:
    """Each photograph filled into the frame, a little different every time: other crop, other light, mirrored."""
    chance = random.Random(0)
    while True:
        for path in photographs:
            with Image.open(path) as image:
                place = (chance.random(), chance.random())
                picture = ImageOps.fit(image.convert("RGB"), SIZE, centering=place)
            picture = ImageOps.mirror(picture) if chance.random() < 0.5 else picture
            yield ImageEnhance.Brightness(picture).enhance(chance.uniform(0.8, 1.2))


def _drawn() -> Iterator[Image.Image]:
    chance = random.Random(0)
    while True:
        picture = Image.frombytes("RGB", (160, 90), chance.randbytes(160 * 90 * 3)).resize(SIZE)
        draw = ImageDraw.Draw(picture)
        for _ in range(40):
            x, y, side = chance.randrange(SIZE[0]), chance.randrange(SIZE[1]), chance.randrange(20, 200)
            color = tuple(chance.randrange(256) for _ in range(3))
            chance.choice((draw.rectangle, draw.ellipse))((x, y, x + side, y + side), color)
        yield picture.filter(ImageFilter.GaussianBlur(1))
