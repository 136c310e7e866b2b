"""How far the work on a frame has come, told from a few numbers that add up; knows no shape once they are counted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

import msgspec
from msgspec import UNSET

from prelabel.domain.shapes import Shape, Tag

PREDICTED = "auto"  # as in CVAT: what a person has touched becomes `semi-auto`
State = Literal["empty", "predicted", "annotated", "reviewed"]


class FrameTally(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Numbers of a frame. `predictions` nobody has touched yet; `doubt` is the sum over the `scored` ones of them."""

    shapes: int = 0
    tags: int = 0
    predictions: int = 0
    scored: int = 0
    doubt: float = 0.0

    def __add__(self, more: FrameTally) -> FrameTally:
        return FrameTally(
            shapes=self.shapes + more.shapes,
            tags=self.tags + more.tags,
            predictions=self.predictions + more.predictions,
            scored=self.scored + more.scored,
            doubt=self.doubt + more.doubt,
        )

    def __sub__(self, less: FrameTally) -> FrameTally:
        return FrameTally(
            shapes=self.shapes - less.shapes,
            tags=self.tags - less.tags,
            predictions=self.predictions - less.predictions,
            scored=self.scored - less.scored,
            doubt=self.doubt - less.doubt,
        )

    @classmethod
    def of(cls, shapes: Iterable[Shape], tags: Iterable[Tag]) -> FrameTally:
        shapes, tags = tuple(shapes), tuple(tags)
        untouched = [item.score for items in (shapes, tags) for item in items if item.source == PREDICTED]
        scores = [score for score in untouched if score is not UNSET]
        return cls(
            shapes=len(shapes),
            tags=len(tags),
            predictions=len(untouched),
            scored=len(scores),
            doubt=sum(map(doubt_of, scores)),
        )


def doubt_of(score: float) -> float:
    """1 where a score says nothing (0.5), 0 where it is sure."""
    return 1 - 2 * abs(score - 0.5)


class Reviewer(msgspec.Struct, frozen=True):
    id: int
    username: str


class FrameState(msgspec.Struct, frozen=True, kw_only=True):
    """A frame of a job in a list. `doubt` is the mean over predictions with a score that nobody has touched.

    `tracks` counts those that reach over the frame; they are drawn by people and make it annotated.
    """

    frame: int
    version: int
    shapes: int
    tags: int
    tracks: int
    predictions: int
    doubt: float | None
    state: State
    reviewed_by: Reviewer | None
    reviewed_at: datetime | None

    @classmethod
    def of(
        cls, frame: int, version: int, tally: FrameTally, tracks: int, review: tuple[Reviewer | None, datetime | None]
    ) -> FrameState:
        return cls(
            frame=frame,
            version=version,
            shapes=tally.shapes,
            tags=tally.tags,
            tracks=tracks,
            predictions=tally.predictions,
            doubt=max(tally.doubt, 0.0) / tally.scored if tally.scored else None,
            state=_state(tally, tracks, reviewed=review[1] is not None),
            reviewed_by=review[0],
            reviewed_at=review[1],
        )


def _state(tally: FrameTally, tracks: int, *, reviewed: bool) -> State:
    if reviewed:
        return "reviewed"
    if tally.predictions:
        return "predicted"
    return "annotated" if tally.shapes or tally.tags or tracks else "empty"
