"""What a person asks of a run, and the frames that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from prelabel.domain.frames import Frame
from prelabel.domain.region import Region
from prelabel.errors import InvalidInput
from prelabel.store.queries import frames as stored_frames
from prelabel.store.tables.runs import Run
from prelabel.store.tables.tasks import Job, Task

REPLACES = ("nothing", "own predictions", "all auto", "all")


@dataclass(frozen=True)
class NewRun:
    """An empty mapping means the default one, by equal names. `thresholds` are for single labels of the task.

    `frames` are numbers and pairs of first and last number; None means all. What `replace` names is removed from the
    run's frames before anything is added: shapes that runs of the function made and nobody has touched, all shapes of
    source auto, or everything. `max_distance`, in pixels, is for functions of the kind reid.
    """

    function: str
    task_id: int | None = None
    job_id: int | None = None
    threshold: float | None = None
    thresholds: Mapping[str, float] = field(default_factory=dict)
    mapping: dict[str, Any] | None = None
    conv_mask_to_poly: bool = False
    roi: Sequence[int] | None = None
    frames: Sequence[int | Sequence[int]] | None = None
    only_unannotated: bool = False
    replace: str = "nothing"
    max_distance: int | None = None

    def __post_init__(self) -> None:
        check_threshold(self.threshold, "threshold")
        for threshold in self.thresholds.values():
            check_threshold(threshold, "thresholds")
        if self.replace not in REPLACES:
            raise InvalidInput(f"“{self.replace}” is none of: {', '.join(REPLACES)}.", field="replace")
        Region.of(self.roi)

    def numbers(self, task: Task, jobs: Iterable[Job]) -> list[int] | None:
        """The frames that are asked for, of those that the jobs have; None means all."""
        if self.frames is None:
            return None
        there, wanted = numbers_of(jobs), set()
        for number in _numbers(self.frames):
            if number not in there:
                raise InvalidInput(f"{number} is not a frame of task #{task.id}, or not of the job.", field="frames")
            wanted.add(number)
        return sorted(wanted)


def check_threshold(threshold: float | None, field: str) -> None:
    if threshold is not None and not 0 <= threshold <= 1:
        raise InvalidInput(f"It is {threshold:g}; it must lie in 0..1.", field=field)


def jobs_of(session: Session, run: Run) -> Sequence[Job]:
    """The jobs that a run works on, by first frame."""
    query = select(Job).where(Job.task_id == run.task_id)
    if run.job_id is not None:
        query = query.where(Job.id == run.job_id)
    return session.scalars(query.order_by(Job.start_frame)).all()


def frames_of(session: Session, task: Task, jobs: Iterable[Job], chosen: Iterable[int] | None) -> Iterator[Frame]:
    """The frames of these jobs, only the chosen ones if any are, without deleted ones."""
    wanted = numbers_of(jobs)
    if chosen is not None:
        wanted &= set(chosen)
    wanted -= set(task.deleted_frames)
    return (frame for frame in stored_frames.of_task(session, task.id) if frame.number in wanted)


def numbers_of(jobs: Iterable[Job]) -> set[int]:
    return {number for job in jobs for number in range(job.start_frame, job.stop_frame + 1)}


def _numbers(frames: Iterable[int | Sequence[int]]) -> Iterator[int]:
    for entry in frames:
        if isinstance(entry, int):
            yield entry
        elif len(entry) == 2 and entry[0] <= entry[1]:
            yield from range(entry[0], entry[1] + 1)
        else:
            raise InvalidInput(f"{list(entry)} is no pair of first and last frame.", field="frames")
