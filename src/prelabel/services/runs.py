"""Runs of detectors over tasks: starting, performing, following and cancelling them."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from prelabel.domain.actor import Actor
from prelabel.domain.frames import Frame
from prelabel.domain.function import FunctionState
from prelabel.errors import Conflict, InvalidInput, InvalidMapping, NotFound, PrelabelError, StartFailed
from prelabel.runs import mapping as mappings
from prelabel.runs.pipeline import FrameResult, Pipeline, RunOptions, Summary
from prelabel.runs.tally import Tally, total
from prelabel.services import access
from prelabel.services import annotations as drawn
from prelabel.services.functions import FunctionService, FunctionView
from prelabel.services.media import MediaFiles
from prelabel.services.places import opened
from prelabel.services.requests import Interrupted, Jobs
from prelabel.store.queries import frames as stored_frames
from prelabel.store.queries import labels as stored_labels
from prelabel.store.session import Database
from prelabel.store.tables.base import now
from prelabel.store.tables.runs import Run, RunFrame
from prelabel.store.tables.tasks import Job, Task

ACTIVE = ("queued", "started")
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class NewRun:
    """What a person asks for. An empty mapping means the default one, by equal names."""

    function: str
    task_id: int | None = None
    job_id: int | None = None
    threshold: float | None = None
    mapping: dict[str, Any] | None = None
    cleanup: bool = False
    conv_mask_to_poly: bool = False

    def __post_init__(self) -> None:
        if self.threshold is not None and not 0 <= self.threshold <= 1:
            raise InvalidInput(f"It is {self.threshold:g}; it must lie in 0..1.", field="threshold")


@dataclass(frozen=True)
class RunView:
    """A run and what it has come to so far."""

    run: Run
    tally: Tally

    @property
    def frames_per_second(self) -> float | None:
        if self.run.started_date is None or not self.tally.frames:
            return None
        seconds = ((self.run.finished_date or now()) - self.run.started_date).total_seconds()
        return self.tally.frames / seconds if seconds > 0 else None


class RunService:
    """`jobs` performs runs in the background by calling `perform` with the run's id."""

    def __init__(self, database: Database, media: MediaFiles, functions: FunctionService, jobs: Jobs) -> None:
        self._database = database
        self._media = media
        self._functions = functions
        self._jobs = jobs

    def start(self, actor: Actor, new: NewRun) -> RunView:
        """Check everything now and begin; `Conflict` while another run works on the task."""
        function = self._detector(new.function)
        with self._database.write() as session:
            task, jobs = opened(session, actor, new.task_id, new.job_id)
            choices = new.mapping or {}
            mapping = mappings.check(choices, function.spec.labels, stored_labels.of_task(session, task.id))
            if not mapping.labels:
                raise InvalidMapping(
                    "Invalid mapping. No label of the model has the name and type of a label of the task; "
                    "say which becomes which.",
                    field="mapping",
                )
            _refuse_second(session, task.id)
            run = Run(
                id=uuid.uuid4().hex,
                task_id=task.id,
                job_id=new.job_id,
                owner_id=actor.id,
                function=new.function,
                function_version=function.version,
                threshold=new.threshold,
                gives_confidence=function.gives_confidence,
                mapping=choices,
                cleanup=new.cleanup,
                conv_mask_to_poly=new.conv_mask_to_poly,
                frames_total=len(list(_frames(session, task, jobs))),
            )
            session.add(run)
        self._jobs.start("run", run.id)
        return _view(run)

    def get(self, actor: Actor, run_id: str) -> RunView:
        with self._database.read() as session:
            return _view(_visible(session, actor, run_id))

    def list(self, actor: Actor, task_id: int | None = None) -> list[RunView]:
        """The runs on tasks that the actor may see, newest first."""
        query = select(Run).join(Task, Task.id == Run.task_id).where(access.visible_tasks(actor))
        if task_id is not None:
            query = query.where(Run.task_id == task_id)
        with self._database.read() as session:
            return [_view(run) for run in session.scalars(query.order_by(Run.created_date.desc()))]

    def cancel(self, actor: Actor, run_id: str) -> None:
        """Ask a run to stop before its next frame; what it has done stays."""
        with self._database.write() as session:
            run = _visible(session, actor, run_id)
            run.cancelled = True
            if run.state == "queued":
                run.state, run.finished_date = "cancelled", now()

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

    def _detector(self, name: str) -> FunctionView:
        function = self._functions.get(name)
        if function.spec.kind != "detector":
            raise InvalidInput(f"{name} is a {function.spec.kind}; only a detector can annotate a task.")
        return function

    def _begin(self, run_id: str) -> bool:
        """Mark a run as started; old annotations are removed with it, so that this happens once."""
        with self._database.write() as session:
            run = session.get(Run, run_id)
            if run is None or run.state not in ACTIVE:
                return False
            if run.started_date is None:
                run.started_date = now()
                if run.cleanup:
                    drawn.clear_jobs(session, _jobs(session, run))
            run.state = "started"
        return True

    def _run(self, run_id: str) -> Summary:
        with self._database.read() as session:
            run = session.get_one(Run, run_id)
            labels = stored_labels.of_task(session, run.task_id)
        function = self._functions.wait_until_settled(run.function)
        if function.state is not FunctionState.READY:
            raise StartFailed(f"The function {run.function} is not running: {function.message or function.state}")
        mapping = mappings.check(run.mapping, function.spec.labels, labels)
        work = RunWork(self._database, self._media, self._jobs, run)
        options = RunOptions(mapping, run.threshold, run.conv_mask_to_poly, run.gives_confidence)
        summary = Pipeline(work, self._functions.port(run.function), work, options).run()
        if summary.tally.gives_confidence is not None:
            self._functions.set_gives_confidence(run.function, run.function_version, summary.tally.gives_confidence)
        return summary

    def _end(self, run_id: str, state: str, message: str) -> None:
        with self._database.write() as session:
            run = session.get(Run, run_id)
            if run is not None:
                run.state, run.message, run.finished_date = state, message, now()


class RunWork:
    """The frames that a run has still to do, and the place for what it finds: the pipeline's source and sink."""

    def __init__(self, database: Database, media: MediaFiles, jobs: Jobs, run: Run) -> None:
        self._database = database
        self._media = media
        self._jobs = jobs
        self._run = run

    def frames(self) -> Iterator[Frame]:
        with self._database.read() as session:
            task = session.get_one(Task, self._run.task_id)
            finished = set(session.scalars(select(RunFrame.frame).where(RunFrame.run_id == self._run.id)))
            left = [f for f in _frames(session, task, _jobs(session, self._run)) if f.number not in finished]
        return iter(left)

    def read(self, frame: Frame) -> bytes:
        return self._media.shown(frame)

    def write(self, results: Sequence[FrameResult]) -> None:
        """Shapes, predictions, finished frames and the tally, in one transaction: a crash doubles nothing."""
        if self._jobs.stopping():
            raise Interrupted
        with self._database.write() as session:
            run = session.get(Run, self._run.id)
            if run is None:
                return
            drawn.add_predictions(
                session,
                session.get_one(Task, run.task_id),
                _jobs(session, run),
                [shape for result in results for shape in result.kept.shapes],
                [tag for result in results for tag in result.kept.tags],
            )
            session.execute(insert(RunFrame), [_row(run.id, result) for result in results])
            run.tally = msgspec.json.encode(total([_tally(run), *(result.tally for result in results)]))

    def cancelled(self) -> bool:
        with self._database.read() as session:
            return session.scalar(select(Run.cancelled).where(Run.id == self._run.id)) is not False


def _refuse_second(session: Session, task_id: int) -> None:
    if session.scalar(select(Run.id).where(Run.task_id == task_id, Run.state.in_(ACTIVE))) is not None:
        raise Conflict(f"Only one running request is allowed for the same task #{task_id}")


def _jobs(session: Session, run: Run) -> Sequence[Job]:
    query = select(Job).where(Job.task_id == run.task_id)
    if run.job_id is not None:
        query = query.where(Job.id == run.job_id)
    return session.scalars(query.order_by(Job.start_frame)).all()


def _frames(session: Session, task: Task, jobs: Iterable[Job]) -> Iterator[Frame]:
    """The frames of these jobs, without deleted ones."""
    wanted = {number for job in jobs for number in range(job.start_frame, job.stop_frame + 1)}
    wanted -= set(task.deleted_frames)
    return (frame for frame in stored_frames.of_task(session, task.id) if frame.number in wanted)


def _visible(session: Session, actor: Actor, run_id: str) -> Run:
    run = session.get(Run, run_id)
    if run is None:
        raise NotFound("There is no such call.")
    access.task_of(session, actor, run.task_id)
    return run


def _row(run_id: str, result: FrameResult) -> dict[str, Any]:
    return {
        "run_id": run_id,
        "frame": result.frame.number,
        "reason": result.error,
        "predictions": msgspec.json.encode(result.predictions),
    }


def _tally(run: Run) -> Tally:
    return msgspec.json.decode(run.tally, type=Tally)


def _view(run: Run) -> RunView:
    return RunView(run, _tally(run))
