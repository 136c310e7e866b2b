"""One frame of a job as the editor opens it, what a person has done to it at a time, and what came of that."""

from __future__ import annotations

from uuid import UUID

import msgspec

from prelabel.domain.frame_state import FrameState
from prelabel.domain.shapes import Shape, Tag


class KeptPrediction(Shape, frozen=True, gc=False, kw_only=True):
    """A prediction that did not become a shape, since its score was below the run's threshold; `key` stays the same."""

    key: str


class KeptTag(Tag, frozen=True, gc=False, kw_only=True):
    """The same for a label of the whole frame."""

    key: str


class TrackOnFrame(msgspec.Struct, frozen=True, kw_only=True):
    """A track where it is on the frame; between its key frames it is interpolated."""

    id: int
    label_id: int
    shape: Shape


class FrameContent(msgspec.Struct, frozen=True, kw_only=True):
    """All that there is to see on a frame, and to decide."""

    frame: int
    version: int
    reviewed: bool
    shapes: tuple[Shape, ...]
    tags: tuple[Tag, ...]
    tracks: tuple[TrackOnFrame, ...]
    predictions: tuple[KeptPrediction, ...]
    predicted_tags: tuple[KeptTag, ...]


class FrameChange(msgspec.Struct, frozen=True, kw_only=True):
    """What is to become different, all of it or nothing.

    `change` names it, so that sending it again does not do it again. `taken`, `dismissed` and `restored` are keys of
    predictions: those that became objects, those that are not to come back, and those of both kinds that are.
    `reviewed` left out, or null, stays as it is.
    """

    change: UUID
    created: tuple[Shape, ...] = ()
    updated: tuple[Shape, ...] = ()
    deleted: tuple[int, ...] = ()
    tags_created: tuple[Tag, ...] = ()
    tags_updated: tuple[Tag, ...] = ()
    tags_deleted: tuple[int, ...] = ()
    taken: tuple[str, ...] = ()
    dismissed: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()
    reviewed: bool | None = None


class NumberedChange(msgspec.Struct, frozen=True, kw_only=True):
    """A change and the frame that it is of. With `version`, only that one is changed."""

    frame: int
    version: int | None = None
    change: FrameChange


class FrameChanged(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a change: the created objects with their ids, in the order in which they were given."""

    version: int
    created: tuple[Shape, ...]
    tags_created: tuple[Tag, ...]
    state: FrameState
