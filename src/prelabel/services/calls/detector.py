"""A detector called for one frame: its answer as annotations in the task's labels."""

from __future__ import annotations

from typing import Any

import msgspec

from prelabel.domain.predictions import Predictions
from prelabel.domain.region import Region
from prelabel.domain.shapes import Annotations
from prelabel.errors import BadResponse, InvalidInput
from prelabel.runs import mapping as mappings
from prelabel.runs.convert import convert
from prelabel.runs.detections import decode
from prelabel.services.agents import Result
from prelabel.services.calls.call import Asked, Assignment


class DetectorCall:
    def __init__(self, asked: Asked) -> None:
        call, scene = asked.call, asked.scene
        if call.threshold is not None and not 0 <= call.threshold <= 1:
            raise InvalidInput(f"It is {call.threshold:g}; it must lie in 0..1.", field="threshold")
        self._call, self._scene = call, scene
        self._frame = scene.frame(call)
        self._mapping = mappings.check(call.mapping or {}, asked.spec.labels, scene.labels)
        self._region = Region.of(call.roi)
        if self._region is not None:
            self._region.check(self._frame)

    def event(self) -> dict[str, Any]:
        threshold = {"threshold": self._call.threshold} if self._call.threshold else {}
        return {"image": self._scene.picture(self._frame, self._region), **threshold}

    def answer(self, body: bytes) -> bytes:
        region, options = self._region, self._call
        seen = self._frame if region is None else region.part(self._frame)
        converted = convert(
            seen,
            decode(body),
            self._mapping,
            threshold=options.threshold,
            conv_mask_to_poly=options.conv_mask_to_poly,
        )
        return self._annotations(converted.kept)

    def assignment(self) -> Assignment:
        params = {
            "type": "annotate_frame",
            "task": self._scene.task_id,
            "frame": self._frame.number,
            "mapping": mappings.names(self._mapping),
            "threshold": self._call.threshold or None,
            "conv_mask_to_poly": self._call.conv_mask_to_poly,
            **({"roi": self._region.numbers} if self._region is not None else {}),
        }
        return Assignment(params)

    def agents_answer(self, result: Result) -> bytes:
        if result.annotations is None:
            raise BadResponse("The agent's result has no annotations.")
        found = Predictions(shapes=result.annotations.shapes, tags=result.annotations.tags)
        return self._annotations(found.over(self._call.threshold))

    def _annotations(self, found: Predictions) -> bytes:
        if self._region is not None:
            found = self._region.predictions(found)
        given = Annotations(shapes=found.shapes, tags=found.tags)
        return msgspec.json.encode(self._scene.checker().check(given))
