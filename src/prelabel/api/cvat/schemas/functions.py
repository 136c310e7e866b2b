"""Bodies of CVAT's lambda API: functions as models, and runs as calls."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, Literal

import msgspec
from pydantic import AliasChoices, BaseModel, Field

from prelabel.api.cvat.schemas.base import Body, moment
from prelabel.domain.function import FunctionSpec, ModelLabel
from prelabel.errors import InvalidInput
from prelabel.services.catalogue import Model
from prelabel.services.runs import NewRun, RunView

STATUS = {"cancelled": "failed"}


class ModelAttributeRead(BaseModel):
    name: str
    input_type: str
    values: list[str]


class ModelLabelRead(BaseModel):
    name: str
    type: str
    attributes: list[ModelAttributeRead]
    sublabels: list[ModelLabelRead] = Field(default_factory=list)
    svg: str = ""

    @classmethod
    def of(cls, label: ModelLabel) -> ModelLabelRead:
        attributes = [
            ModelAttributeRead(name=one.name, input_type=one.input_type, values=list(one.values))
            for one in label.attributes
        ]
        sublabels = [cls.of(sublabel) for sublabel in label.sublabels]
        return cls(name=label.name, type=label.type, attributes=attributes, sublabels=sublabels, svg=label.svg)


class FunctionRead(BaseModel):
    """Interactors and trackers have fields of their own. `state`, of whoever answers calls, is Prelabel's extension."""

    id: str
    kind: str
    name: str
    description: str
    version: int
    provider: str
    labels_v2: list[ModelLabelRead]
    state: str
    min_pos_points: int | None = None
    min_neg_points: int | None = None
    startswith_box: bool | None = None
    startswith_box_optional: bool | None = None
    help_message: str | None = None
    animated_gif: str | None = None
    supported_shape_types: list[str] | None = None

    @classmethod
    def of(cls, model: Model) -> FunctionRead:
        spec = model.spec
        return cls(
            id=model.id,
            kind=spec.kind,
            name=spec.title or spec.name,
            description=spec.description,
            version=model.version,
            provider=model.provider,
            labels_v2=[ModelLabelRead.of(label) for label in spec.labels],
            state=model.state.value,
            **_fields_of_kind(spec),
        )


def _interactor(spec: FunctionSpec) -> dict[str, Any]:
    return msgspec.structs.asdict(spec.prompts)


def _tracker(spec: FunctionSpec) -> dict[str, Any]:
    return {"supported_shape_types": list(spec.shape_types or ("rectangle",))}


def _fields_of_kind(spec: FunctionSpec) -> dict[str, Any]:
    fields: dict[str, Callable[[FunctionSpec], dict[str, Any]]] = {"interactor": _interactor, "tracker": _tracker}
    return fields[spec.kind](spec) if spec.kind in fields else {}


class RunOptionsWrite(Body):
    """How a task is to be annotated. What CVAT does not have is said so."""

    threshold: float | None = Field(None, ge=0, le=1)
    thresholds: dict[str, float] = Field(
        {}, description="For single labels, by the task's names. Prelabel's extension."
    )
    mapping: dict[str, Any] | None = None
    cleanup: bool = Field(False, description="The same as `replace` all.")
    replace: Literal["nothing", "own predictions", "all auto", "all"] = Field(
        "nothing",
        description="What is removed from the frames first; own predictions are what runs of the function made and "
        "nobody has touched. Prelabel's extension.",
    )
    only_unannotated: bool = Field(False, description="Leave out frames that have anything. Prelabel's extension.")
    conv_mask_to_poly: bool = Field(False, validation_alias=AliasChoices("conv_mask_to_poly", "convMaskToPoly"))
    max_distance: int | None = Field(None, ge=0, description="How far an object may move, in pixels; reid only.")
    roi: list[int] | None = Field(None, description="Left, top, right, bottom in pixels: only this part is looked at.")


class RunWrite(RunOptionsWrite):
    """`frames` are numbers and pairs of first and last number. With `tasks` a run begins on each of them or on none."""

    function: str
    task: int | None = None
    tasks: list[int] | None = Field(None, min_length=1, description="Several tasks at once. Prelabel's extension.")
    project: int | None = Field(None, description="All tasks of it that have pictures. Prelabel's extension.")
    job: int | None = None
    frames: list[int | list[int]] | None = Field(None, description="Only these. Prelabel's extension.")

    def orders(self) -> list[NewRun]:
        """An order for each of the tasks."""
        order = self.order()
        if self.tasks is None:
            return [order]
        return [dataclasses.replace(order, task_id=task) for task in dict.fromkeys(self.tasks)]

    def order(self) -> NewRun:
        """The order, for the one task or job if that is how it was given."""
        ways = {"tasks": self.tasks, "project": self.project, "task": self.task if self.task else self.job}
        given = [way for way, value in ways.items() if value is not None]
        if len(given) > 1:
            raise InvalidInput("Give a task or job, tasks, or a project, and not two of them.", field=given[0])
        return NewRun(
            function=self.function,
            task_id=self.task,
            job_id=self.job,
            threshold=self.threshold,
            thresholds=self.thresholds,
            mapping=self.mapping,
            conv_mask_to_poly=self.conv_mask_to_poly,
            roi=self.roi,
            frames=self.frames,
            only_unannotated=self.only_unannotated,
            replace="all" if self.cleanup else self.replace,
            max_distance=self.max_distance,
        )


class CalledFunction(BaseModel):
    id: str
    task: int
    threshold: float | None
    job: int | None = None


class FailedFrameRead(BaseModel):
    frame: int
    name: str
    reason: str


class SummaryRead(BaseModel):
    """What a run has come to. Prelabel's extension. `dropped` counts objects by reason and model label."""

    frames_done: int
    frames_total: int
    frames_per_second: float | None
    kept: int
    labels: dict[str, int]
    dropped: dict[str, dict[str, int]]
    failed_frames: list[FailedFrameRead]


class RunRead(BaseModel):
    """`progress` is whole percent. `state` is Prelabel's extension and also knows `cancelled`."""

    id: str
    function: CalledFunction
    status: str
    state: str
    progress: int
    enqueued: str | None
    started: str | None
    ended: str | None
    exc_info: str
    summary: SummaryRead
    others: list[RunRead] = Field([], description="On the further tasks, where several were named.")

    @classmethod
    def of(cls, view: RunView) -> RunRead:
        run, tally = view.run, view.tally
        called = {"id": run.function, "task": run.task_id, "threshold": run.threshold}
        return cls(
            id=run.id,
            function=CalledFunction(**called, **({"job": run.job_id} if run.job_id else {})),
            status=STATUS.get(run.state, run.state),
            state=run.state,
            progress=100 if run.state == "finished" else 100 * tally.frames // max(run.frames_total, 1),
            enqueued=moment(run.created_date),
            started=moment(run.started_date),
            ended=moment(run.finished_date),
            exc_info=run.message or ("Cancelled; what was found until then is kept." if run.cancelled else ""),
            summary=SummaryRead(
                frames_done=tally.frames,
                frames_total=run.frames_total,
                frames_per_second=view.frames_per_second,
                kept=sum(tally.kept.values()),
                labels=tally.kept,
                dropped=tally.dropped,
                failed_frames=[FailedFrameRead(frame=f.frame, name=f.name, reason=f.reason) for f in tally.failed],
            ),
        )
