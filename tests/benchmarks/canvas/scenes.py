"""What is drawn in the measurements, the same every time."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image

SIZE = (1920, 1080)
COLOR = "#8f94ed"


@dataclass(frozen=True)
class Scene:
    name: str
    shapes: list[dict[str, Any]]
    as_svg: bool = True
    can_be_stretched: bool = False


def picture() -> bytes:
    """A picture that does not compress to nothing."""
    small = Image.frombytes("RGB", (240, 135), random.Random(0).randbytes(240 * 135 * 3))
    out = BytesIO()
    small.resize(SIZE).save(out, "JPEG", quality=85)
    return out.getvalue()


def boxes(count: int) -> Scene:
    chance = random.Random(count)
    side = max(8.0, min(160.0, 1400 / math.sqrt(count)))
    shapes = []
    for _ in range(count):
        left, top = chance.uniform(0, SIZE[0] - side), chance.uniform(0, SIZE[1] - side)
        width, height = chance.uniform(side / 2, side), chance.uniform(side / 2, side)
        shapes.append({"type": "rectangle", "points": [round(n, 1) for n in (left, top, left + width, top + height)]})
    shapes[0]["points"] = [900, 500, 960, 560]  # the one whose corner is dragged lies in the middle
    return Scene(f"{count:,} boxes", shapes, can_be_stretched=True)


def polygons(count: int, vertices: int) -> Scene:
    chance = random.Random(vertices)
    shapes = []
    for _ in range(count):
        cx, cy, radius = chance.uniform(100, SIZE[0] - 100), chance.uniform(100, SIZE[1] - 100), chance.uniform(30, 90)
        points = []
        for step in range(vertices):
            angle, reach = 2 * math.pi * step / vertices, radius * chance.uniform(0.9, 1)
            points += [round(cx + reach * math.cos(angle), 1), round(cy + reach * math.sin(angle), 1)]
        shapes.append({"type": "polygon", "points": points})
    return Scene(f"{count:,} polygons of {vertices:,} vertices", shapes)


def masks(count: int) -> Scene:
    chance = random.Random(count)
    shapes = []
    for _ in range(count):
        side = chance.randrange(60, 200)
        left, top = chance.randrange(SIZE[0] - side), chance.randrange(SIZE[1] - side)
        runs = []
        for row in range(side):  # a disc
            half = round(math.sqrt(max(0.0, (side / 2) ** 2 - (row - side / 2) ** 2)))
            runs.append((side // 2 - half, min(side, 2 * half)))
        shapes.append({"type": "mask", "points": [*_lengths(runs, side), left, top, left + side - 1, top + side - 1]})
    return Scene(f"{count:,} masks", shapes, as_svg=False)


def _lengths(runs: list[tuple[int, int]], width: int) -> list[int]:
    """Run lengths over the whole box, beginning with what is not set, of one run a row."""
    lengths, gap = [], 0
    for start, length in runs:
        if length:
            lengths += [gap + start, length]
            gap = width - start - length
        else:
            gap += width
    return [*lengths, gap] if gap else lengths


SCENES = [boxes(100), boxes(1_000), boxes(10_000), polygons(100, 100), polygons(100, 1_000), masks(200)]
