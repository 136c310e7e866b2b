"""What an immediate call asks, where it happens, and what every kind of function makes of it."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec

from prelabel.domain.frames import Frame
from prelabel.domain.function import FunctionSpec
from prelabel.domain.labels import Label
from prelabel.domain.region import Region
from prelabel.errors import BadResponse, InvalidInput
from prelabel.services.agents import Result
from prelabel.services.calls.states import TrackingStates
from prelabel.services.drawing import Checker
from prelabel.services.media import MediaFiles

Pair = Sequence[float]


@dataclass(frozen=True)
class NewCall:
    """A call as a client sends it; what the function's kind does not use is left out."""

    task_id: int | None = None
    job_id: int | None = None
    frame: int | None = None
    threshold: float | None = None
    mapping: Mapping[str, Any] | None = None
    conv_mask_to_poly: bool = False
    roi: Sequence[int] | None = None
    pos_points: Sequence[Pair] | None = None
    neg_points: Sequence[Pair] | None = None
    obj_bbox: Sequence[Pair] | None = None
    shapes: Sequence[Mapping[str, Any]] | None = None
    states: Sequence[str] | None = None
    frame0: int | None = None
    frame1: int | None = None
    boxes0: Sequence[Any] | None = None
    boxes1: Sequence[Any] | None = None
    max_distance: int | None = None

    def given(self, field: str) -> Any:
        """A field that the function's kind cannot do without (`InvalidInput`)."""
        value = getattr(self, field)
        if value is None:
            raise InvalidInput("This function needs it.", field=field)
        return value


@dataclass(frozen=True)
class Scene:
    """The task or job that a call is made on. `ranges` are the jobs' first and last frames."""

    task_id: int
    labels: tuple[Label, ...]
    ranges: Sequence[tuple[int, int]]
    frames: Mapping[int, Frame]
    media: MediaFiles

    def frame(self, call: NewCall, field: str = "frame") -> Frame:
        """The frame that a call names in this field (`InvalidInput` for one outside the task or job)."""
        number = call.given(field)
        if not any(start <= number <= stop for start, stop in self.ranges) or number not in self.frames:
            raise InvalidInput(f"{number} is not a frame of this task or job.", field=field)
        return self.frames[number]

    def picture(self, frame: Frame, region: Region | None = None) -> str:
        """The picture, or its part, as functions get it: base64."""
        data = self.media.shown(frame) if region is None else self.media.part(frame, region)
        return base64.b64encode(data).decode()

    def checker(self) -> Checker:
        return Checker(self.labels, self.ranges)


@dataclass(frozen=True)
class Asked:
    """Everything that a question is made of. `model_id` is the function's id in the API, `native_id` that of agents."""

    model_id: str
    spec: FunctionSpec
    call: NewCall
    scene: Scene
    states: TrackingStates
    native_id: int | None = None


@dataclass(frozen=True)
class Assignment:
    """A question in the agent protocol's words; `agent` is the only one that knows the answer, if any."""

    params: dict[str, Any]
    agent: str = ""


class Question(Protocol):
    """A call in the words of its kind. Made and used in a thread; making it refuses what is wrong (`InvalidInput`)."""

    def event(self) -> dict[str, Any]:
        """The body of the event for a worker."""

    def answer(self, body: bytes) -> bytes:
        """The JSON for the client, from a worker's response (`BadResponse`)."""

    def assignment(self) -> Assignment:
        """What an agent is asked."""

    def agents_answer(self, result: Result) -> bytes:
        """The JSON for the client, from an agent's result (`BadResponse`)."""


def decoded(body: bytes, form: Any) -> Any:
    """A worker's response as an object of this form (`BadResponse`)."""
    try:
        return msgspec.json.decode(body, type=form)
    except msgspec.DecodeError as error:
        shown = body[:200].decode(errors="replace")
        raise BadResponse(f"The function's answer does not have the expected form ({error}): {shown}") from error
