"""Runs of reid functions: the rectangles of each job become tracks, all of them in one transaction at the end.

A run that begins again after a crash compares anew; until its end it has changed nothing.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy.orm import Session

from prelabel.domain.frames import Frame
from prelabel.domain.labels import Label
from prelabel.domain.shapes import Annotations, Track
from prelabel.errors import Conflict, InvalidInput
from prelabel.runs.feeder import FunctionPort
from prelabel.runs.pipeline import Summary
from prelabel.runs.reid import BoxedFrame, Cancelled, Path, Reid, ReidOptions, track_of
from prelabel.runs.tally import FailedFrame, Tally, total
from prelabel.services import annotations as drawn
from prelabel.services.media import MediaFiles
from prelabel.services.requests import Interrupted, Jobs
from prelabel.services.runs.order import NewRun, frames_of, jobs_of, numbers_of
from prelabel.store.queries import annotations as rows
from prelabel.store.queries import labels as stored_labels
from prelabel.store.session import Database
from prelabel.store.tables.runs import Run
from prelabel.store.tables.tasks import Job, Task

NOTED_SECONDS = 1
# What a detector's run may be told and this one cannot do, each with what it is when nobody has asked for it.
DETECTORS_ONLY: Mapping[str, object] = {
    "mapping": {},
    "thresholds": {},
    "roi": None,
    "frames": None,
    "only_unannotated": False,
    "replace": "nothing",
}


def check(new: NewRun) -> None:
    """Refuse what a reid function cannot be asked (`InvalidInput` names the option)."""
    for option, unasked in DETECTORS_ONLY.items():
        if (getattr(new, option) or unasked) != unasked:
            raise InvalidInput(
                "A reid function joins all rectangles of a task or job as they are; leave this out.", field=option
            )


@dataclass(frozen=True)
class Scene:
    """A job with its rectangles, and the versions of its frames at which they were read."""

    job: Job
    frames: Sequence[BoxedFrame]
    versions: Mapping[int, int]


class ReidWork:
    """One run; what `Reid` reads pictures from and tells how far it is."""

    def __init__(self, database: Database, media: MediaFiles, jobs: Jobs, run: Run) -> None:
        self._database = database
        self._media = media
        self._jobs = jobs
        self._run = run
        self._tally = Tally()
        self._noted = 0.0

    def perform(self, function: FunctionPort) -> Summary:
        begun = time.perf_counter()
        options = ReidOptions(self._run.threshold, self._run.max_distance)
        try:
            reid = Reid(self, function, options, self)
            self._write([(scene, reid.paths(scene.frames)) for scene in self._scenes()])
        except Cancelled:
            return Summary(self._tally, time.perf_counter() - begun, cancelled=True)
        return Summary(self._tally, time.perf_counter() - begun)

    def read(self, frame: Frame) -> bytes:
        return self._media.shown(frame)

    def advanced(self, failed: FailedFrame | None) -> None:
        self._tally = total((self._tally, Tally(frames=1, failed=(failed,) if failed is not None else ())))
        if time.monotonic() - self._noted > NOTED_SECONDS:
            self._noted = time.monotonic()
            with self._database.write() as session:
                self._note(session)

    def cancelled(self) -> bool:
        if self._jobs.stopping():
            raise Interrupted
        with self._database.read() as session:
            run = session.get(Run, self._run.id)
            return run is None or run.cancelled

    def _scenes(self) -> list[Scene]:
        with self._database.read() as session:
            task = session.get_one(Task, self._run.task_id)
            jobs = jobs_of(session, self._run)
            frames = list(frames_of(session, task, jobs, None))
            return [_scene(session, job, frames) for job in jobs]

    def _write(self, found: Sequence[tuple[Scene, Sequence[Path]]]) -> None:
        with self._database.write() as session:
            task = session.get_one(Task, self._run.task_id)
            labels = {label.known_id: label for label in stored_labels.of_task(session, task.id)}
            mutable = {one.id for label in labels.values() for one in label.attributes if one.mutable and one.id}
            for scene, paths in found:
                _take_away(session, scene)
                tracks = [track_of(path, scene.job.stop_frame, mutable) for path in paths]
                drawn.add(session, task, [scene.job], Annotations(tracks=tuple(tracks)))
                self._count(tracks, labels)
            self._tally = total((self._tally, Tally(frames=self._run.frames_total - self._tally.frames)))
            self._note(session)

    def _count(self, tracks: Sequence[Track], labels: Mapping[int, Label]) -> None:
        kept = Counter(labels[track.label_id].name for track in tracks)
        boxes = sum(not key.outside for track in tracks for key in track.shapes)
        self._tally = total((self._tally, Tally(kept=dict(kept), predictions=boxes)))

    def _note(self, session: Session) -> None:
        run = session.get(Run, self._run.id)
        if run is not None:
            run.tally = msgspec.json.encode(self._tally)


def _scene(session: Session, job: Job, frames: Sequence[Frame]) -> Scene:
    there = rows.rows(session, [(job.id, number) for number in numbers_of([job])])
    boxed = []
    for frame in frames:
        if job.start_frame <= frame.number <= job.stop_frame:
            row = there.get((job.id, frame.number))
            shapes = rows.decode_shapes(row.shapes) if row is not None else ()
            boxed.append(BoxedFrame(frame, tuple(shape for shape in shapes if shape.type == "rectangle")))
    return Scene(job, boxed, {number: row.version for (_, number), row in there.items()})


def _take_away(session: Session, scene: Scene) -> None:
    """Remove the rectangles that were compared (`Conflict` if a frame is not as it was)."""
    boxed = {one.frame.number: one for one in scene.frames if one.boxes}
    for key, row in rows.rows(session, [(scene.job.id, number) for number in boxed]).items():
        if row.version != scene.versions[row.frame]:
            raise Conflict(
                f"Frame {row.frame} was changed while its boxes were compared, so nothing was replaced; begin again."
            )
        left = [shape for shape in rows.decode_shapes(row.shapes) if shape.type != "rectangle"]
        rows.put(session, key, row, left, rows.decode_tags(row.tags))
