"""Bodies about labels and attributes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, Field

from prelabel.api.cvat.schemas.base import Body
from prelabel.domain.labels import Attribute, Label
from prelabel.services.labels import LabelChange, LabelView
from prelabel.store.queries.labels import Owner


class AttributeRead(BaseModel):
    id: int
    name: str
    mutable: bool
    input_type: str
    default_value: str
    values: list[str]


class LabelRead(BaseModel):
    id: int
    name: str
    color: str
    type: str
    attributes: list[AttributeRead]
    sublabels: list[LabelRead]
    svg: str = ""
    has_parent: bool = False
    parent_id: int | None = None
    task_id: int | None = None
    project_id: int | None = None

    @classmethod
    def of(cls, view: LabelView) -> LabelRead:
        return cls._of(view.label, view.owner, view.parent_id)

    @classmethod
    def _of(cls, label: Label, owner: Owner, parent_id: int | None) -> LabelRead:
        return cls(
            id=label.known_id,
            name=label.name,
            color=label.color,
            type=label.type,
            attributes=[_attribute(attribute) for attribute in label.attributes],
            sublabels=[cls._of(sublabel, owner, label.known_id) for sublabel in label.sublabels],
            svg=label.svg,
            has_parent=parent_id is not None,
            parent_id=parent_id,
            task_id=owner.task_id,
            project_id=owner.project_id,
        )


class AttributeWrite(Body):
    id: int | None = None
    name: str
    mutable: bool = False
    input_type: str
    default_value: str = ""
    values: list[str] = Field(default_factory=list)

    def to_domain(self) -> Attribute:
        """An attribute without a default gets its first option, as in CVAT."""
        default = self.default_value or (self.values[0] if self.values else "")
        return Attribute(
            id=self.id,
            name=self.name,
            mutable=self.mutable,
            input_type=self.input_type,
            default_value=default,
            values=tuple(self.values),
        )


class LabelWrite(Body):
    id: int | None = None
    name: str = ""
    color: str = ""
    type: str = "any"
    attributes: list[AttributeWrite] = Field(default_factory=list)
    sublabels: list[LabelWrite] = Field(default_factory=list)
    svg: str = ""
    deleted: bool = False

    def to_domain(self) -> Label:
        return self.to_change().to_label()

    def to_change(self) -> LabelChange:
        """A change of a label; what is not given stays, and to delete one its id is enough."""
        parts = tuple(sublabel.to_change() for sublabel in self.sublabels)
        return LabelChange(self.id, self.values(), self.deleted, parts)

    def values(self) -> dict[str, Any]:
        """The fields of `Label` that the client has sent."""
        values = {name: getattr(self, name) for name in self.model_fields_set - {"id", "deleted", "sublabels"}}
        convert: dict[str, Callable[[Any], Any]] = {
            "name": str.strip,
            "type": lambda kind: kind or "any",
            "attributes": lambda given: tuple(attribute.to_domain() for attribute in given),
        }
        return {name: convert[name](value) if name in convert else value for name, value in values.items()}


def _attribute(attribute: Attribute) -> AttributeRead:
    assert attribute.id is not None
    return AttributeRead(
        id=attribute.id,
        name=attribute.name,
        mutable=attribute.mutable,
        input_type=attribute.input_type,
        default_value=attribute.default_value,
        values=list(attribute.values),
    )
