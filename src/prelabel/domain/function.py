"""What a function promises: its kind and the labels its model knows."""

from __future__ import annotations

import enum

import msgspec

KINDS = ("detector", "interactor", "tracker", "reid")


class FunctionState(enum.StrEnum):
    """The life of a function's newest version, in Nuclio's words."""

    WAITING = "waitingForBuild"
    BUILDING = "building"
    STARTING = "configuringResources"
    READY = "ready"
    ERROR = "error"
    UNHEALTHY = "unhealthy"
    STOPPED = "scaledToZero"
    IMPORTED = "imported"


class ModelAttribute(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    input_type: str = "text"
    values: tuple[str, ...] = ()


class ModelLabel(msgspec.Struct, frozen=True, kw_only=True):
    """A label that a model answers with; `type` is a shape type, `tag` or `any`."""

    name: str
    type: str = "any"
    attributes: tuple[ModelAttribute, ...] = ()
    sublabels: tuple[ModelLabel, ...] = ()
    svg: str = ""


class FunctionSpec(msgspec.Struct, frozen=True, kw_only=True):
    """The model card of a function, as its configuration gives it."""

    name: str
    kind: str
    labels: tuple[ModelLabel, ...] = ()
    title: str = ""
    description: str = ""
