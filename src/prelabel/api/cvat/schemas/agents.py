"""Bodies of the agent protocol: native functions, their queues, and what agents send."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from pydantic import BaseModel, Field

from prelabel.api.cvat.schemas.base import Body, Person, moment
from prelabel.api.cvat.schemas.functions import ModelLabelRead
from prelabel.domain.function import FunctionSpec, ModelAttribute, ModelLabel, Prompts
from prelabel.services.agents import NativeView, NewNative

Category = Literal["interactive", "batch"]
AgentId = Annotated[str, Field(min_length=1, max_length=64)]
SHAPE_TYPES = Literal["rectangle", "polygon", "polyline", "points", "ellipse", "cuboid", "mask", "skeleton"]


class ModelAttributeWrite(Body):
    name: str
    input_type: Literal["select", "radio", "checkbox", "number", "text"]
    values: list[str] = Field(default_factory=list)


class ModelLabelWrite(Body):
    name: str = Field(min_length=1)
    type: Literal["any", "tag", SHAPE_TYPES] = "any"
    attributes: list[ModelAttributeWrite] = Field(default_factory=list)
    sublabels: list[ModelLabelWrite] = Field(default_factory=list)

    def to_domain(self) -> ModelLabel:
        return ModelLabel(
            name=self.name,
            type=self.type,
            attributes=tuple(
                ModelAttribute(name=one.name, input_type=one.input_type, values=tuple(one.values))
                for one in self.attributes
            ),
            sublabels=tuple(sublabel.to_domain() for sublabel in self.sublabels),
        )


class NativeFunctionWrite(Body):
    """`labels_v2` is of detectors, `supported_shape_types` of trackers, the others are of interactors."""

    provider: Literal["native"]
    name: str = Field(min_length=1, max_length=256)
    visibility: Literal["private", "public"] = "private"
    kind: Literal["detector", "interactor", "tracker"]
    labels_v2: list[ModelLabelWrite] = Field(default_factory=list)
    min_pos_points: int = 1
    min_neg_points: int = -1
    startswith_box: bool = False
    startswith_box_optional: bool = False
    supported_shape_types: list[SHAPE_TYPES] = Field(default_factory=list)

    def to_domain(self) -> NewNative:
        prompts = Prompts(
            min_pos_points=self.min_pos_points,
            min_neg_points=self.min_neg_points,
            startswith_box=self.startswith_box,
            startswith_box_optional=self.startswith_box_optional,
        )
        spec = FunctionSpec(
            name=self.name,
            kind=self.kind,
            labels=tuple(label.to_domain() for label in self.labels_v2),
            prompts=prompts,
            shape_types=tuple(self.supported_shape_types),
        )
        return NewNative(spec, self.visibility)


class NativeFunctionRead(BaseModel):
    """Everything that agents compare with what their function can do."""

    url: str
    id: int
    provider: str
    name: str
    visibility: str
    kind: str
    owner: Person | None
    created_date: str | None
    updated_date: str | None
    labels_v2: list[ModelLabelRead]
    min_pos_points: int
    min_neg_points: int
    startswith_box: bool
    startswith_box_optional: bool
    supported_shape_types: list[str]

    @classmethod
    def of(cls, view: NativeView) -> NativeFunctionRead:
        row, spec = view.row, view.spec
        prompts = msgspec.structs.asdict(spec.prompts)
        return cls(
            url=f"/api/functions/{row.id}",
            id=row.id,
            provider="native",
            name=row.name,
            visibility=row.visibility,
            kind=spec.kind,
            owner=Person.of(view.owner),
            created_date=moment(row.created_date),
            updated_date=moment(row.updated_date),
            labels_v2=[ModelLabelRead.of(label) for label in spec.labels],
            supported_shape_types=list(spec.shape_types),
            **{name: prompts[name] for name in prompts.keys() & cls.model_fields.keys()},
        )


class AcquireWrite(Body):
    agent_id: AgentId
    request_category: Category


class AssignmentRead(BaseModel):
    ar_id: str
    ar_params: dict[str, Any]


class AcquireRead(BaseModel):
    ar_assignment: AssignmentRead | None


class UpdateWrite(Body):
    agent_id: AgentId
    progress: float = Field(ge=0, le=1)


class FailWrite(Body):
    agent_id: AgentId
    exc_info: str = Field("Unknown error", max_length=10_000)


RESULT: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["agent_id"],
                    "properties": {
                        "agent_id": {"type": "string"},
                        "annotations": {"type": "object", "description": "Of annotate_task and annotate_frame."},
                        "shapes": {"type": "array", "items": {}, "description": "Of interact and track."},
                        "states": {"type": "array", "items": {"type": "string"}, "description": "Of tracking."},
                    },
                }
            }
        },
    }
}
