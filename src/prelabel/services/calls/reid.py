"""A re-identification function called with the boxes of two frames; it says which of the second each first is."""

from __future__ import annotations

from typing import Any

import msgspec

from prelabel.errors import Conflict
from prelabel.runs import reid
from prelabel.services.agents import Result
from prelabel.services.calls.call import Asked, Assignment

NO_AGENT = "No agent can do this: the agent protocol knows no reid."


class ReidCall:
    def __init__(self, asked: Asked) -> None:
        self._call, self._scene = asked.call, asked.scene
        self._frames = [asked.scene.frame(asked.call, field) for field in ("frame0", "frame1")]
        self._boxes0, self._boxes1 = (asked.call.given(field) for field in ("boxes0", "boxes1"))

    def event(self) -> dict[str, Any]:
        first, second = map(self._scene.media.shown, self._frames)
        options = reid.ReidOptions(self._call.threshold, self._call.max_distance)
        return reid.event((first, second), self._boxes0, self._boxes1, options)

    def answer(self, body: bytes) -> bytes:
        return msgspec.json.encode(reid.matches(body, len(self._boxes0), len(self._boxes1)))

    def assignment(self) -> Assignment:
        raise Conflict(NO_AGENT)

    def agents_answer(self, result: Result) -> bytes:
        del result
        raise Conflict(NO_AGENT)
