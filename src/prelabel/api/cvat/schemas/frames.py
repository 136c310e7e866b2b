"""Bodies about the frames of a job, as the editor reads and writes them; decoded and written past pydantic."""

from __future__ import annotations

from typing import Any

import msgspec

from prelabel.api.cvat.schemas.annotations import NAME
from prelabel.domain.frame_change import FrameChange, FrameChanged, FrameContent
from prelabel.domain.frame_state import FrameState
from prelabel.domain.placed_object import PlacedObject


class FrameStates(msgspec.Struct, frozen=True):
    """Every frame of the job, in order."""

    frames: list[FrameState]


class PlacedObjects(msgspec.Struct, frozen=True):
    """Every shape of the job, by frame."""

    objects: list[PlacedObject]


class StaleFrame(msgspec.Struct, frozen=True):
    """Why a change was refused, and the frame as it is now."""

    detail: str
    current: FrameContent


STRUCTS = (FrameStates, PlacedObjects, FrameContent, FrameChange, FrameChanged, StaleFrame)


def content(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """How a route says that a body is this."""
    return {"content": {"application/json": {"schema": {"$ref": NAME.format(name=kind.__name__)}}}}


def answers(kind: type[msgspec.Struct], text: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"description": text, **content(kind)}}
