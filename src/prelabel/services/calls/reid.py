"""A re-identification function called with the boxes of two frames; it says which of the second each first is."""

from __future__ import annotations

from typing import Any

import msgspec

from prelabel.errors import Conflict
from prelabel.services.agents import Result
from prelabel.services.calls.call import Asked, Assignment, decoded


class ReidCall:
    def __init__(self, asked: Asked) -> None:
        self._call, self._scene = asked.call, asked.scene
        self._frames = [asked.scene.frame(asked.call, field) for field in ("frame0", "frame1")]
        self._boxes = {field: asked.call.given(field) for field in ("boxes0", "boxes1")}

    def event(self) -> dict[str, Any]:
        options = {"threshold": self._call.threshold, "max_distance": self._call.max_distance}
        return {
            "image0": self._scene.picture(self._frames[0]),
            "image1": self._scene.picture(self._frames[1]),
            **self._boxes,
            **{name: value for name, value in options.items() if value is not None},
        }

    def answer(self, body: bytes) -> bytes:
        return msgspec.json.encode(decoded(body, list[int]))

    def assignment(self) -> Assignment:
        raise Conflict("No agent can do this: the agent protocol knows no reid.")

    def agents_answer(self, result: Result) -> bytes:
        raise NotImplementedError
