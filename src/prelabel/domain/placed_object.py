"""An object of a job without its outline: what a wall of cut-outs shows of it."""

from __future__ import annotations

import msgspec
from msgspec import UnsetType

from prelabel.domain.extent import extent
from prelabel.domain.geometry import Box
from prelabel.domain.shapes import Shape


class PlacedObject(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """`box` is left, top, right and bottom of what it takes up, in pixels; `score` is left out when it is not known."""

    id: int
    frame: int
    label_id: int
    type: str
    source: str
    box: Box
    score: float | UnsetType = msgspec.UNSET

    @classmethod
    def of(cls, shape: Shape) -> PlacedObject:
        """Of a shape that is stored, which has an id."""
        return cls(
            id=shape.id or 0,
            frame=shape.frame,
            label_id=shape.label_id,
            type=shape.type,
            source=shape.source,
            box=extent(shape),
            score=shape.score,
        )
