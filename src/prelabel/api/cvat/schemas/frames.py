"""Bodies about the frames of a job, as the editor reads and writes them; decoded and written past pydantic."""

from __future__ import annotations

from typing import Any

import msgspec

from prelabel.api.cvat.schemas.annotations import content as named
from prelabel.domain.frame_change import FrameChange, FrameChanged, FrameContent, NumberedChange
from prelabel.domain.frame_state import FrameState
from prelabel.domain.placed_object import PlacedObject


class FrameStates(msgspec.Struct, frozen=True):
    """Every frame of the job, in order."""

    frames: list[FrameState]


class FrameContents(msgspec.Struct, frozen=True):
    """Several frames whole, in the order in which they were asked for."""

    frames: list[FrameContent]


class FrameChanges(msgspec.Struct, frozen=True):
    """Changes of several frames of a job; each is made, or refused, for itself."""

    changes: list[NumberedChange]


class FrameOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one of several changes: what the frame's own address would have answered, and with which status."""

    frame: int
    status: int
    changed: FrameChanged | None = None
    refusal: dict[str, Any] | None = None


class FrameOutcomes(msgspec.Struct, frozen=True):
    """One for each change, in their order."""

    outcomes: list[FrameOutcome]


class PlacedObjects(msgspec.Struct, frozen=True):
    """Every shape of the job, by frame."""

    objects: list[PlacedObject]


class StaleFrame(msgspec.Struct, frozen=True):
    """Why a change was refused, and the frame as it is now."""

    detail: str
    current: FrameContent


STRUCTS = (
    *(FrameStates, PlacedObjects, FrameContent, FrameContents, StaleFrame),
    *(FrameChange, FrameChanges, FrameChanged, FrameOutcomes),
)


def content(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """How a route says that a body is this."""
    return named(kind.__name__)


def answers(kind: type[msgspec.Struct], text: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"description": text, **content(kind)}}
