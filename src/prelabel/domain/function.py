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


class Prompts(msgspec.Struct, frozen=True, kw_only=True):
    """What an interactor asks of a person. `min_neg_points` -1 means that it takes no negative points."""

    min_pos_points: int = 1
    min_neg_points: int = -1
    startswith_box: bool = False
    startswith_box_optional: bool = False
    help_message: str = ""
    animated_gif: str = ""


class FunctionSpec(msgspec.Struct, frozen=True, kw_only=True):
    """The model card of a function, as its configuration gives it.

    `prompts` is of interactors. `shape_types` is what a tracker takes; without any it speaks CVAT's older protocol, in
    which every shape is a bare list of a rectangle's points.
    """

    name: str
    kind: str
    labels: tuple[ModelLabel, ...] = ()
    title: str = ""
    description: str = ""
    prompts: Prompts = Prompts()
    shape_types: tuple[str, ...] = ()
