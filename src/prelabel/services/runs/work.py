"""The frames that a run has still to do, and the place for what it finds: the pipeline's source and sink."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from prelabel.domain.frames import Frame
from prelabel.domain.region import Region
from prelabel.runs.pipeline import FrameResult
from prelabel.runs.tally import total
from prelabel.services import annotations as drawn
from prelabel.services.media import MediaFiles
from prelabel.services.requests import Interrupted, Jobs
from prelabel.services.runs.order import frames_of, jobs_of
from prelabel.services.runs.view import tally_of
from prelabel.store.session import Database
from prelabel.store.tables.runs import Run, RunFrame
from prelabel.store.tables.tasks import Task


class RunWork:
    def __init__(self, database: Database, media: MediaFiles, jobs: Jobs, run: Run) -> None:
        self._database = database
        self._media = media
        self._jobs = jobs
        self._run = run
        self._region = Region.of(run.roi)

    def frames(self) -> Iterator[Frame]:
        with self._database.read() as session:
            task = session.get_one(Task, self._run.task_id)
            finished = set(session.scalars(select(RunFrame.frame).where(RunFrame.run_id == self._run.id)))
            chosen = frames_of(session, task, jobs_of(session, self._run), self._run.frames)
            left = [frame for frame in chosen if frame.number not in finished]
        return iter(left)

    def read(self, frame: Frame) -> bytes:
        return self._media.shown(frame) if self._region is None else self._media.part(frame, self._region)

    def write(self, results: Sequence[FrameResult]) -> None:
        """All of it in one transaction: a crash doubles nothing."""
        if self._jobs.stopping():
            raise Interrupted
        with self._database.write() as session:
            run = session.get(Run, self._run.id)
            if run is not None:
                write_results(session, run, results)

    def cancelled(self) -> bool:
        with self._database.read() as session:
            return session.scalar(select(Run.cancelled).where(Run.id == self._run.id)) is not False


def write_results(session: Session, run: Run, results: Sequence[FrameResult]) -> None:
    """Shapes, predictions, finished frames and the tally, in the caller's transaction."""
    drawn.add_predictions(
        session,
        session.get_one(Task, run.task_id),
        jobs_of(session, run),
        [shape for result in results for shape in result.kept.shapes],
        [tag for result in results for tag in result.kept.tags],
    )
    if results:
        session.execute(insert(RunFrame), [_row(run.id, result) for result in results])
    run.tally = msgspec.json.encode(total([tally_of(run), *(result.tally for result in results)]))


def _row(run_id: str, result: FrameResult) -> dict[str, Any]:
    return {
        "run_id": run_id,
        "frame": result.frame.number,
        "reason": result.error,
        "left_out": result.predictions.missing_in(result.kept),
        "predictions": msgspec.json.encode(result.predictions),
    }
