"""Pictures with known objects and known errors in the predictions of them, mixed as a real detector mixes them.

The mix is that of `fasteners-open-weak.onnx` (the detector of somebody who has labelled little yet) on the hundred
pictures of its validation set, 405 objects. Counted with: right is IoU 0.75 and the class, box is the class with a
worse IoU, class is another class on the object, false is on no object, missed is on no prediction of 0.05 or more.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["right", "class", "box", "false"]
Box = tuple[int, int, int, int]

LABELS = ("bolt", "nut", "washer")
SIZE = (640, 480)
BINS = ((0.05, 0.15), (0.15, 0.25), (0.25, 0.35), (0.35, 0.5), (0.5, 0.98))
# How many predictions of each kind had a score in each of the bins, on 100 pictures.
COUNTS: dict[Kind, tuple[int, int, int, int, int]] = {
    "right": (14, 13, 16, 45, 130),
    "class": (0, 10, 6, 22, 69),
    "box": (14, 14, 14, 12, 4),
    "false": (350, 96, 45, 32, 29),
}
MISSED = 22
PICTURES = 100
COLUMNS, ROWS = 6, 4
OFF = 0.72  # of each side of a wrong box is there: IoU 0.52


@dataclass(frozen=True)
class Found:
    """A prediction; `truth` is the object that it is of."""

    kind: Kind
    score: float
    label: str
    box: Box
    truth: tuple[str, Box] | None


@dataclass
class Picture:
    found: list[Found] = field(default_factory=list)
    missed: list[tuple[str, Box]] = field(default_factory=list)

    @property
    def truth(self) -> list[tuple[str, Box]]:
        return [one.truth for one in self.found if one.truth is not None] + self.missed


def pictures(count: int) -> list[Picture]:
    """The same ones every time."""
    chance = random.Random(5)
    made = [Picture() for _ in range(count)]
    free = [_cells(chance) for _ in made]
    planned: list[tuple[Kind | None, tuple[float, float]]] = [*_predictions(count)]
    planned += [(None, (0, 0))] * round(MISSED * count / PICTURES)
    for kind, score in planned:
        at = chance.choice([number for number in range(count) if free[number]])
        label, box = chance.choice(LABELS), free[at].pop()
        if kind is None:
            made[at].missed.append((label, box))
        else:
            made[at].found.append(_found(kind, round(chance.uniform(*score), 3), label, box, chance))
    return made


def _predictions(count: int) -> Iterator[tuple[Kind, tuple[float, float]]]:
    for kind, numbers in COUNTS.items():
        for number, bounds in zip(numbers, BINS, strict=True):
            yield from [(kind, bounds)] * round(number * count / PICTURES)


def _cells(chance: random.Random) -> list[Box]:
    """Places for boxes that do not touch each other, in any order."""
    wide, high = SIZE[0] // COLUMNS, SIZE[1] // ROWS
    cells = [(column * wide, row * high) for column in range(COLUMNS) for row in range(ROWS)]
    chance.shuffle(cells)
    return [
        (x + 14, y + 22, x + 14 + chance.randrange(60, wide - 24), y + 22 + chance.randrange(60, high - 34))
        for x, y in cells
    ]


def _found(kind: Kind, score: float, label: str, box: Box, chance: random.Random) -> Found:
    left, top, right, bottom = box
    if kind == "false":
        return Found(kind, score, label, box, None)
    if kind == "class":
        return Found(kind, score, chance.choice([name for name in LABELS if name != label]), box, (label, box))
    if kind == "box":
        off = (left, top, left + round((right - left) * OFF), top + round((bottom - top) * OFF))
        return Found(kind, score, label, off, (label, box))
    return Found(kind, score, label, box, (label, box))
