"""A detector's answer as the contract of CVAT's functions has it, read item by item; not yet anybody's shape."""

from __future__ import annotations

import json
import math
from typing import Any

import msgspec

from prelabel.errors import BadResponse, InvalidInput

SHOWN = 200


class Detection(msgspec.Struct, frozen=True, kw_only=True):
    """One found object. Numbers may come as text, as the functions that CVAT ships send them.

    `mask` is the pixels of a box, row by row, followed by left, top, right and bottom (inclusive).
    """

    label: str | int
    type: str = ""
    points: tuple[float, ...] | None = None
    mask: list[Any] | None = None
    elements: tuple[Detection, ...] = ()
    confidence: Any = None
    attributes: Any = None
    rotation: float | None = None
    group_id: int | None = None
    outside: bool = False

    @property
    def name(self) -> str:
        return str(self.label)

    @property
    def score(self) -> float | None:
        """The confidence as a number in 0..1, or None when there is none or it is on another scale."""
        try:
            score = float(self.confidence)
        except (TypeError, ValueError):
            return None
        if not math.isfinite(score) or not -0.001 <= score <= 1.001:
            return None
        return min(max(score, 0.0), 1.0)


def decode(body: bytes) -> list[Any]:
    """The items of an answer (`BadResponse` when it is not a JSON list)."""
    try:
        answer = _json(body)
    except (ValueError, RecursionError) as error:
        raise BadResponse(f"The function's answer is not JSON ({error}): {_shown(body)}") from error
    if not isinstance(answer, list):
        raise BadResponse(f"The function's answer is not a list of objects: {_shown(body)}")
    return answer


def read(item: Any) -> Detection:
    """One item of an answer (`InvalidInput` says what in it is wrong)."""
    try:
        return msgspec.convert(item, Detection, strict=False)
    except msgspec.ValidationError as error:
        raise InvalidInput(str(error)) from error


def _json(body: bytes) -> Any:
    try:
        return msgspec.json.decode(body)
    except msgspec.DecodeError:
        return json.loads(body)  # Python's own writer puts NaN into JSON; then only the item that has it is lost


def _shown(body: bytes) -> str:
    text = body[:SHOWN].decode(errors="replace")
    return f"{text}…" if len(body) > SHOWN else text
