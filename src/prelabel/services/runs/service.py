"""Runs of detectors over tasks: starting, performing, following and cancelling them."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from prelabel.domain.actor import Actor
from prelabel.domain.function import FunctionSpec, FunctionState
from prelabel.domain.region import Region
from prelabel.errors import Conflict, InvalidInput, InvalidMapping, NotAllowed, NotFound, PrelabelError, StartFailed
from prelabel.runs import mapping as mappings
from prelabel.runs.pipeline import Pipeline, RunOptions, Summary
from prelabel.services import access
from prelabel.services.catalogue import Model, Runners
from prelabel.services.media import MediaFiles
from prelabel.services.places import opened
from prelabel.services.requests import Interrupted, Jobs
from prelabel.services.rights import CANCEL_RUN
from prelabel.services.runs import reid
from prelabel.services.runs.order import NewRun, frames_of
from prelabel.services.runs.reid import ReidWork
from prelabel.services.runs.remote import RemoteRuns, batch_order
from prelabel.services.runs.replacing import replace_old
from prelabel.services.runs.view import ACTIVE, RunView, view_of
from prelabel.services.runs.work import RunWork
from prelabel.store.queries import annotations as stored_annotations
from prelabel.store.queries import labels as stored_labels
from prelabel.store.session import Database
from prelabel.store.tables.base import now
from prelabel.store.tables.runs import Run
from prelabel.store.tables.tasks import Job, Task

log = logging.getLogger(__name__)


class RunService:
    """`jobs` performs runs on the function platform in the background by calling `perform` with the run's id."""

    def __init__(self, database: Database, media: MediaFiles, runners: Runners, jobs: Jobs) -> None:
        self._database = database
        self._media = media
        self._catalogue = runners.catalogue
        self._functions = runners.functions
        self._queue = runners.queue
        self._jobs = jobs
        runners.queue.attach(RemoteRuns())

    def start(self, actor: Actor, new: NewRun) -> RunView:
        """Check everything now and begin; `Conflict` while another run works on the task."""
        return self.start_all(actor, [new])[0]

    def start_all(self, actor: Actor, orders: Sequence[NewRun]) -> list[RunView]:
        """Begin a run for each order, or, when one of them cannot be done, none."""
        models = {new.function: self._model(actor, new.function) for new in orders}
        with self._database.write() as session:
            runs = [self._add(session, actor, new, models[new.function]) for new in orders]
        for run in runs:
            if run.native:
                self._queue.announce(batch_order(run, {}))
            else:
                self._jobs.start("run", run.id)
        return [view_of(run) for run in runs]

    def start_project(self, actor: Actor, project_id: int, new: NewRun) -> list[RunView]:
        """Begin a run on each task of a project that has pictures, or, when one of them cannot be done, none."""
        with self._database.read() as session:
            project = access.project_of(session, actor, project_id)
            query = select(Task.id).where(Task.project_id == project.id, Task.size > 0, access.visible_tasks(actor))
            tasks = session.scalars(query.order_by(Task.id)).all()
        if not tasks:
            raise Conflict(f"Project #{project_id} has no task with pictures yet.")
        return self.start_all(actor, [replace(new, task_id=task_id) for task_id in tasks])

    def get(self, actor: Actor, run_id: str) -> RunView:
        with self._database.read() as session:
            return view_of(_visible(session, actor, run_id))

    def list(self, actor: Actor, task_id: int | None = None) -> list[RunView]:
        """The runs on tasks that the actor may see, newest first."""
        query = select(Run).join(Task, Task.id == Run.task_id).where(access.visible_tasks(actor))
        if task_id is not None:
            query = query.where(Run.task_id == task_id)
        with self._database.read() as session:
            return [view_of(run) for run in session.scalars(query.order_by(Run.created_date.desc()))]

    def cancel(self, actor: Actor, run_id: str) -> None:
        """Ask a run to stop before its next frame; what it has done stays. An agent's run stops at once."""
        with self._database.write() as session:
            run = _visible(session, actor, run_id)
            query = select(Run.id).join(Task, Task.id == Run.task_id).where(access.may(actor, CANCEL_RUN))
            if session.scalar(query.where(Run.id == run_id)) is None:
                raise NotAllowed("A run may be cancelled by who started it and by those who may change the task.")
            run.cancelled = True
            if run.state == "queued" or (run.state == "started" and run.native):
                run.state, run.finished_date = "cancelled", now()
            self._queue.withdraw(session, run.id)

    def perform(self, run_id: str) -> None:
        """Do a run, or what is left of it; its end is noted in its row and nothing is raised."""
        if not self._begin(run_id):
            return
        try:
            summary = self._run(run_id)
        except Interrupted:
            log.info("run %s stops with the server and goes on with the next one", run_id)
        except PrelabelError as error:
            self._end(run_id, "failed", error.message)
        except Exception as error:
            log.exception("run %s failed", run_id)
            self._end(run_id, "failed", f"{type(error).__name__}: {error}")
        else:
            self._end(run_id, "cancelled" if summary.cancelled else "finished", "")

    def _model(self, actor: Actor, function: str) -> Model:
        model = self._catalogue.get(actor, function)
        if model.spec.kind not in CHECKS:
            raise InvalidInput(
                f"{function} is of the kind “{model.spec.kind}”; only a detector or reid can work on a task."
            )
        return model

    def _add(self, session: Session, actor: Actor, new: NewRun, model: Model) -> Run:
        task, jobs = opened(session, actor, new.task_id, new.job_id)
        mapping = CHECKS[model.spec.kind](session, task, new, model)
        _refuse_second(session, task.id)
        run = Run(
            id=uuid.uuid4().hex,
            task_id=task.id,
            job_id=new.job_id,
            owner_id=actor.id,
            function=new.function,
            function_version=model.version,
            kind=model.spec.kind,
            native=model.native_id is not None,
            threshold=new.threshold,
            max_distance=new.max_distance,
            thresholds=dict(new.thresholds),
            gives_confidence=model.gives_confidence,
            mapping=new.mapping or {},
            conv_mask_to_poly=new.conv_mask_to_poly,
            roi=list(new.roi) if new.roi else None,
            frames=_chosen(session, task, jobs, new),
            replace=new.replace,
        )
        run.frames_total = len(list(frames_of(session, task, jobs, run.frames)))
        session.add(run)
        session.flush()
        if run.native and run.frames_total:
            self._queue.add(session, batch_order(run, mappings.names(mapping)))
        elif run.native:  # an agent would look at the whole task for nothing
            run.state, run.started_date, run.finished_date = "finished", now(), now()
        return run

    def _begin(self, run_id: str) -> bool:
        """Mark a run as started; old annotations are removed with it, so that this happens once."""
        with self._database.write() as session:
            run = session.get(Run, run_id)
            if run is None or run.state not in ACTIVE:
                return False
            if run.started_date is None:
                run.started_date = now()
                replace_old(session, run)
            run.state = "started"
        return True

    def _run(self, run_id: str) -> Summary:
        with self._database.read() as session:
            run = session.get_one(Run, run_id)
        function = self._functions.wait_until_settled(run.function)
        if function.state is not FunctionState.READY:
            raise StartFailed(f"The function {run.function} is not running: {function.message or function.state}")
        works = {"detector": self._detect, "reid": self._identify}
        return works[run.kind](run, function.spec)

    def _detect(self, run: Run, spec: FunctionSpec) -> Summary:
        with self._database.read() as session:
            labels = stored_labels.of_task(session, run.task_id)
        options = RunOptions(
            mapping=mappings.check(run.mapping, spec.labels, labels),
            threshold=run.threshold,
            conv_mask_to_poly=run.conv_mask_to_poly,
            gives_confidence=run.gives_confidence,
            thresholds=run.thresholds,
            region=Region.of(run.roi),
        )
        work = RunWork(self._database, self._media, self._jobs, run)
        summary = Pipeline(work, self._functions.port(run.function), work, options).run()
        if summary.tally.gives_confidence is not None:
            self._functions.set_gives_confidence(run.function, run.function_version, summary.tally.gives_confidence)
        return summary

    def _identify(self, run: Run, spec: FunctionSpec) -> Summary:
        del spec
        work = ReidWork(self._database, self._media, self._jobs, run)
        return work.perform(self._functions.port(run.function))

    def _end(self, run_id: str, state: str, message: str) -> None:
        with self._database.write() as session:
            run = session.get(Run, run_id)
            if run is not None:
                run.state, run.message, run.finished_date = state, message, now()


def _checked(session: Session, task: Task, new: NewRun, model: Model) -> mappings.Mapping:
    labels = stored_labels.of_task(session, task.id)
    mapping = mappings.check(new.mapping or {}, model.spec.labels, labels)
    if not mapping.labels:
        raise InvalidMapping(
            "Invalid mapping. No label of the model has the name and type of a label of the task; "
            "say which becomes which.",
            field="mapping",
        )
    unknown = [name for name in new.thresholds if name not in {label.name for label in labels}]
    if unknown:
        raise InvalidInput(f"Task #{task.id} has no label “{unknown[0]}”.", field="thresholds")
    return mapping


def _reid_checked(session: Session, task: Task, new: NewRun, model: Model) -> mappings.Mapping:
    del session, task, model
    reid.check(new)
    return mappings.Mapping({})


CHECKS = {"detector": _checked, "reid": _reid_checked}


def _chosen(session: Session, task: Task, jobs: Sequence[Job], new: NewRun) -> list[int] | None:
    """The numbers of the frames that a run is to do; None means all."""
    numbers = new.numbers(task, jobs)
    if not new.only_unannotated:
        return numbers
    done = stored_annotations.annotated_frames(session, jobs)
    return [frame.number for frame in frames_of(session, task, jobs, numbers) if frame.number not in done]


def _refuse_second(session: Session, task_id: int) -> None:
    if session.scalar(select(Run.id).where(Run.task_id == task_id, Run.state.in_(ACTIVE))) is not None:
        raise Conflict(f"Only one running request is allowed for the same task #{task_id}")


def _visible(session: Session, actor: Actor, run_id: str) -> Run:
    run = session.get(Run, run_id)
    if run is None:
        raise NotFound("There is no such call.")
    access.task_of(session, actor, run.task_id)
    return run
