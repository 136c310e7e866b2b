"""Bodies of immediate calls of functions, and of what comes back."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AliasChoices, Field

from prelabel.api.cvat.schemas.base import Body
from prelabel.services.calls import NewCall

Pair = Annotated[list[float], Field(min_length=2, max_length=2)]
Shown = Annotated[str, Field(max_length=1_000_000)]


class TrackableShape(Body):
    type: Literal["rectangle", "polygon", "polyline", "points", "ellipse", "cuboid", "mask"]
    points: list[float]


class CallWrite(Body):
    """A call for one frame, or for two (reid). `job` or `task` says where; the rest depends on the function's kind."""

    job: int | None = None
    task: int | None = None
    frame: int | None = None
    threshold: float | None = Field(None, description="Detectors, interactors and reid.")
    mapping: dict[str, Any] | None = Field(None, description="Detectors; equal names if it is empty.")
    conv_mask_to_poly: bool = Field(False, validation_alias=AliasChoices("conv_mask_to_poly", "convMaskToPoly"))
    roi: list[int] | None = Field(None, description="Left, top, right, bottom in pixels: only this part is looked at.")
    pos_points: list[Pair] | None = Field(None, description="Interactors: points of the object.")
    neg_points: list[Pair] | None = Field(None, description="Interactors: points that are not of the object.")
    obj_bbox: list[Pair] | None = Field(None, description="Interactors: two corners of a box around the object.")
    shapes: list[TrackableShape] | None = Field(None, description="Trackers: what is to be followed.")
    states: list[Shown] | None = Field(None, description="Trackers: as the last call answered them.")
    frame0: int | None = Field(None, description="Reid, as the following ones.")
    frame1: int | None = None
    boxes0: list[Any] | None = None
    boxes1: list[Any] | None = None
    max_distance: int | None = None

    def to_domain(self) -> NewCall:
        fields = {name: getattr(self, name) for name in CallWrite.model_fields if name not in ("job", "task", "shapes")}
        shapes = None if self.shapes is None else [shape.model_dump() for shape in self.shapes]
        return NewCall(job_id=self.job, task_id=self.task, shapes=shapes, **fields)
