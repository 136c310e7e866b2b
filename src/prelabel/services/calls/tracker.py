"""A tracker called to begin tracks on a frame, or to go on with them on a later one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from prelabel.domain.shapes import check_points
from prelabel.errors import BadResponse, InvalidInput
from prelabel.services.agents import Result
from prelabel.services.calls.call import Asked, Assignment, decoded

LEGACY_TYPES = ("rectangle",)


class _Answer(msgspec.Struct, frozen=True):
    shapes: list[Any]
    states: list[Any]


class TrackerCall:
    """With `shapes` it begins, with `states`, as an earlier call answered them, it goes on."""

    def __init__(self, asked: Asked) -> None:
        call = asked.call
        self._asked = asked
        self._scene = asked.scene
        self._frame = asked.scene.frame(call)
        self._legacy = not asked.spec.shape_types
        self._shapes = [_shape(shape, asked.spec.shape_types or LEGACY_TYPES) for shape in call.shapes or ()]
        self._states = [asked.states.read(asked.model_id, token) for token in call.states or ()]
        if bool(self._shapes) == bool(self._states):
            raise InvalidInput("A track begins with shapes and goes on with states; give one of them.", field="shapes")

    def event(self) -> dict[str, Any]:
        shapes: Sequence[Any] = self._shapes
        if self._legacy:
            shapes = [shape["points"] for shape in self._shapes] or [None] * len(self._states)
        return {
            "image": self._scene.picture(self._frame),
            "shapes": shapes,
            "states": [state.value for state in self._states],
        }

    def answer(self, body: bytes) -> bytes:
        found = decoded(body, _Answer)
        return self._answer([_read(shape) for shape in found.shapes], found.states)

    def assignment(self) -> Assignment:
        place = {"task": self._scene.task_id, "frame": self._frame.number}
        if self._shapes:
            return Assignment({"type": "init_tracking", **place, "shapes": self._shapes})
        agents = {state.agent for state in self._states}
        if len(agents) > 1:
            raise InvalidInput("These states are of different agents; go on with them one by one.", field="states")
        states = [state.value for state in self._states]
        return Assignment({"type": "track", **place, "states": states}, agents.pop())

    def agents_answer(self, result: Result) -> bytes:
        shapes: Sequence[Any] = self._shapes
        if not shapes:
            shapes = [_read(shape) for shape in result.shapes or ()]
        return self._answer(shapes, result.states or (), result.agent_id)

    def _answer(self, shapes: Sequence[Any], states: Sequence[Any], agent: str = "") -> bytes:
        expected = len(self._shapes) or len(self._states)
        if len(states) != expected:
            raise BadResponse(f"The function answered {len(states)} states for {expected} objects.")
        sign, function = self._asked.states.sign, self._asked.model_id
        return msgspec.json.encode({"shapes": shapes, "states": [sign(function, state, agent) for state in states]})


def _shape(given: Mapping[str, Any], taken: Sequence[str]) -> dict[str, Any]:
    kind, points = given["type"], given["points"]
    if kind not in taken:
        raise InvalidInput(f"The function does not track a {kind}; it tracks: {', '.join(taken)}.", field="shapes")
    check_points(kind, tuple(points))
    return {"type": kind, "points": points}


def _read(found: Any) -> dict[str, Any] | None:
    """A tracked shape; functions of the older protocol answer the points of a rectangle."""
    if isinstance(found, list):
        return {"type": "rectangle", "points": found}
    if found is not None and not (isinstance(found, dict) and {"type", "points"} <= found.keys()):
        raise BadResponse(f"The function answered a shape without type and points: {found!r:.200}")
    return found
