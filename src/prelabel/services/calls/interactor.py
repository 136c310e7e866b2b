"""An interactor called with a person's points and box; its answer goes to the client as it is."""

from __future__ import annotations

from typing import Any

import msgspec

from prelabel.domain.region import Region
from prelabel.errors import BadResponse, InvalidInput
from prelabel.services.agents import Result
from prelabel.services.calls.call import Asked, Assignment, decoded


class InteractorCall:
    def __init__(self, asked: Asked) -> None:
        self._call, self._scene = asked.call, asked.scene
        self._frame = asked.scene.frame(asked.call)
        self._prompts = {
            "pos_points": asked.call.given("pos_points"),
            "neg_points": asked.call.given("neg_points"),
            "obj_bbox": asked.call.obj_bbox or [],
        }
        for field, points in self._prompts.items():
            if any(len(point) != 2 for point in points):
                raise InvalidInput("Each point needs two numbers, x and y.", field=field)
        self._region = Region.of(asked.call.roi)

    def event(self) -> dict[str, Any]:
        if self._region is not None:
            raise InvalidInput("An interactor of the function platform sees the whole picture only.", field="roi")
        threshold = {"threshold": self._call.threshold} if self._call.threshold else {}
        return {
            "image": self._scene.picture(self._frame),
            **self._prompts,
            "obj_bbox": self._prompts["obj_bbox"] or None,
            **threshold,
        }

    def answer(self, body: bytes) -> bytes:
        decoded(body, msgspec.Raw)
        return body

    def assignment(self) -> Assignment:
        region = self._region
        prompts = self._prompts
        if region is not None:
            region.check(self._frame)
            prompts = {name: region.inwards(points) for name, points in prompts.items()}
        params = {
            "type": "interact",
            "task": self._scene.task_id,
            "frame": self._frame.number,
            **prompts,
            **({"roi": region.numbers} if region is not None else {}),
        }
        return Assignment(params)

    def agents_answer(self, result: Result) -> bytes:
        if result.shapes is None:
            raise BadResponse("The agent's result has no shapes.")
        shapes = result.shapes
        if self._region is not None:
            shapes = [{**one, "points": self._region.outwards(one["type"], one["points"])} for one in shapes]
        return msgspec.json.encode({"shapes": shapes})
