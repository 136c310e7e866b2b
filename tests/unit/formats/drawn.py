"""Random shapes of every kind for round trips: coordinates of two decimals on the picture, the same for one seed."""

from __future__ import annotations

import random
from collections.abc import Callable

from prelabel.domain import masks
from prelabel.domain.frames import Frame
from prelabel.domain.shapes import AttributeValue, Shape, ShapeType
from tests.unit.formats.datasets import BODY, FRAMES

PICTURE = FRAMES[0]
SEEDS = range(5)


def rectangle(seed: int) -> Shape:
    source = random.Random(seed)
    left, top = _place(source, 0.5)
    right, bottom = left + source.randint(500, 30000) / 100, top + source.randint(500, 20000) / 100
    return _shape("rectangle", source, (left, top, round(right, 2), round(bottom, 2)))


def turned(seed: int) -> Shape:
    """A rectangle that stays on the picture however it is turned."""
    source = random.Random(seed)
    cx, cy = source.randint(20000, 40000) / 100, source.randint(20000, 28000) / 100
    half_width, half_height = source.randint(1000, 12000) / 100, source.randint(1000, 12000) / 100
    points = (cx - half_width, cy - half_height, cx + half_width, cy + half_height)
    return _shape("rectangle", source, tuple(round(number, 2) for number in points), source.randint(1, 35999) / 100)


def polygon(seed: int) -> Shape:
    source = random.Random(seed)
    return _shape("polygon", source, _places(source, source.randint(3, 40)))


def polyline(seed: int) -> Shape:
    source = random.Random(seed)
    return _shape("polyline", source, _places(source, source.randint(2, 40)))


def dots(seed: int) -> Shape:
    source = random.Random(seed)
    return _shape("points", source, _places(source, source.randint(1, 9)))


def ellipse(seed: int) -> Shape:
    source = random.Random(seed)
    cx, cy = source.randint(20000, 40000) / 100, source.randint(20000, 28000) / 100
    points = (cx, cy, round(cx + source.randint(500, 15000) / 100, 2), round(cy - source.randint(500, 15000) / 100, 2))
    return _shape("ellipse", source, points, source.randint(0, 35999) / 100)


def cuboid(seed: int) -> Shape:
    source = random.Random(seed)
    return _shape("cuboid", source, _places(source, 8))


def mask(seed: int) -> Shape:
    """Several parts with holes; every side of its box is touched."""
    source = random.Random(seed)
    width, height = source.randint(3, 60), source.randint(3, 60)
    left, top = source.randint(0, PICTURE.width - width), source.randint(0, PICTURE.height - height)
    pixels = bytearray(source.random() < 0.7 for _ in range(width * height))
    pixels[0] = pixels[-1] = 1
    points = (*masks.runs_of(pixels), left, top, left + width - 1, top + height - 1)
    return _shape("mask", source, tuple(map(float, points)))


def skeleton(seed: int) -> Shape:
    """Two points, the first in sight or hidden, the second perhaps outside."""
    source = random.Random(seed)
    elements = tuple(
        Shape(
            type="points",
            frame=PICTURE.number,
            label_id=part.known_id,
            points=(0.0, 0.0) if outside else _place(source),
            outside=outside,
            occluded=not outside and source.random() < 0.5,
        )
        for part, outside in zip(BODY.sublabels, (False, source.random() < 0.5), strict=True)
    )
    return Shape(type="skeleton", frame=PICTURE.number, label_id=3, elements=elements)


KINDS: dict[str, Callable[[int], Shape]] = {
    made.__name__: made
    for made in (rectangle, turned, polygon, polyline, dots, ellipse, cuboid, mask, skeleton)
}  # fmt: skip


def _shape(kind: ShapeType, source: random.Random, points: tuple[float, ...], rotation: float = 0.0) -> Shape:
    return Shape(
        type=kind,
        frame=PICTURE.number,
        label_id=1,
        points=points,
        rotation=rotation,
        occluded=source.random() < 0.5,
        z_order=source.randint(-2, 5),
        group=source.choice((0, 0, 7)),
        source=source.choice(("manual", "auto", "semi-auto")),
        attributes=(
            AttributeValue(spec_id=11, value=source.choice(("red", "blue"))),
            AttributeValue(spec_id=12, value=source.choice(("true", "false"))),
            AttributeValue(spec_id=13, value=str(source.randint(2, 5))),
            AttributeValue(spec_id=14, value=source.choice(("", 'a "b" <c>, d=e\\ & ё', "007", "1e3", "True"))),
        ),
        score=source.randint(0, 1000) / 1000,
    )


def _places(source: random.Random, count: int) -> tuple[float, ...]:
    return tuple(number for _ in range(count) for number in _place(source))


def _place(source: random.Random, share: float = 1.0, frame: Frame = PICTURE) -> tuple[float, float]:
    """A point in this share of the picture, from its top left corner on."""
    return source.randint(0, int(frame.width * 100 * share)) / 100, source.randint(
        0, int(frame.height * 100 * share)
    ) / 100
