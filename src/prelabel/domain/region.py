"""The part of a picture that a function is shown, and the way of points between that part and the whole picture."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from prelabel.domain.frames import Frame
from prelabel.domain.predictions import Predictions
from prelabel.domain.shapes import Shape
from prelabel.errors import InvalidInput

Points = tuple[float, ...]


class Region(msgspec.Struct, frozen=True):
    """Edges in whole pixels; `right` and `bottom` are the first ones outside."""

    left: int
    top: int
    right: int
    bottom: int

    def __post_init__(self) -> None:
        if not (0 <= self.left < self.right and 0 <= self.top < self.bottom):
            raise InvalidInput("It must be left, top, right, bottom, in pixels, and not be empty.", field="roi")

    @classmethod
    def of(cls, numbers: Sequence[int] | None) -> Region | None:
        """From `[left, top, right, bottom]` (`InvalidInput`)."""
        if not numbers:
            return None
        if len(numbers) != 4:
            raise InvalidInput(f"It needs 4 whole numbers: left, top, right, bottom; got {len(numbers)}.", field="roi")
        return cls(*numbers)

    @property
    def numbers(self) -> list[int]:
        return [self.left, self.top, self.right, self.bottom]

    def check(self, frame: Frame) -> None:
        """Refuse a region that is not wholly on the frame (`InvalidInput`)."""
        if self.right > frame.width or self.bottom > frame.height:
            raise InvalidInput(
                f"The region {self.numbers} is not on {frame.name}, which has {frame.width} x {frame.height} pixels.",
                field="roi",
            )

    def part(self, frame: Frame) -> Frame:
        """The frame as the function sees it."""
        return msgspec.structs.replace(frame, width=self.right - self.left, height=self.bottom - self.top)

    def inwards(self, points: Sequence[Sequence[float]]) -> list[list[float]]:
        """Pairs on the whole picture as they lie on the part."""
        return [[x - self.left, y - self.top] for x, y in points]

    def outwards(self, kind: str, points: Sequence[float]) -> Points:
        """The points of a shape found on the part, on the whole picture."""
        if kind == "mask":
            return (*points[:-4], *self.moved(points[-4:]))
        return self.moved(points)

    def shape(self, found: Shape) -> Shape:
        return msgspec.structs.replace(
            found,
            points=self.outwards(found.type, found.points),
            elements=tuple(self.shape(element) for element in found.elements),
        )

    def predictions(self, found: Predictions) -> Predictions:
        return msgspec.structs.replace(found, shapes=tuple(map(self.shape, found.shapes)))

    def moved(self, points: Sequence[float]) -> Points:
        """Flat x, y pairs on the part as they lie on the whole picture."""
        offsets = (self.left, self.top)
        return tuple(number + offsets[place % 2] for place, number in enumerate(points))
