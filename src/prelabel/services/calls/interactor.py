"""An interactor called with a person's points and box; its answer goes to the client as it is."""

from __future__ import annotations

from typing import Any

import msgspec

from prelabel.domain.frames import Frame
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
        prompts = self._seen()
        threshold = {"threshold": self._call.threshold} if self._call.threshold else {}
        return {
            "image": self._scene.picture(self._frame, self._region),
            **prompts,
            "obj_bbox": prompts["obj_bbox"] or None,
            **threshold,
        }

    def answer(self, body: bytes) -> bytes:
        if self._region is None:
            decoded(body, msgspec.Raw)
            return body
        return msgspec.json.encode(on_whole(decoded(body, dict[str, Any]), self._region, self._frame))

    def _seen(self) -> dict[str, Any]:
        """The prompts as they lie on what the function sees."""
        if self._region is None:
            return self._prompts
        self._region.check(self._frame)
        return {name: self._region.inwards(points) for name, points in self._prompts.items()}

    def assignment(self) -> Assignment:
        region = self._region
        params = {
            "type": "interact",
            "task": self._scene.task_id,
            "frame": self._frame.number,
            **self._seen(),
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


def on_whole(answer: dict[str, Any], region: Region, frame: Frame) -> dict[str, Any]:
    """An interactor's answer about a part of a picture, as if it had seen all of it."""
    if "blob" in answer:
        raise InvalidInput("The function answers with what it has seen, which a page cannot move.", field="roi")
    moved = dict(answer)
    if answer.get("mask"):
        left, right = [0] * region.left, [0] * (frame.width - region.right)
        empty = [0] * frame.width
        rows = [[*left, *row, *right] for row in answer["mask"]]
        moved["mask"] = [*[empty] * region.top, *rows, *[empty] * (frame.height - region.bottom)]
    if points := answer.get("points"):
        pairs = isinstance(points[0], list)
        moved["points"] = [[x + region.left, y + region.top] for x, y in points] if pairs else region.moved(points)
    return moved
