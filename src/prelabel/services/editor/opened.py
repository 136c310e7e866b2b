"""A frame of a job that somebody works on, with the rows that belong to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from prelabel.domain.actor import Actor
from prelabel.domain.labels import Label
from prelabel.errors import NotFound
from prelabel.services import access
from prelabel.services.drawing import Checker
from prelabel.store.queries import annotations as rows
from prelabel.store.queries import labels as stored_labels
from prelabel.store.tables.annotations import FrameAnnotations, FrameMemory
from prelabel.store.tables.tasks import Job, Task


@dataclass(frozen=True)
class OpenedFrame:
    """`row` and `memory` are None for a frame that nobody has touched yet."""

    task: Task
    job: Job
    number: int
    row: FrameAnnotations | None
    memory: FrameMemory | None
    labels_of_task: Callable[[], tuple[Label, ...]]  # asked for once by all frames that were opened together

    def checker(self) -> Checker:
        """For what is to be drawn on this frame."""
        return Checker(self.labels_of_task(), [(self.number, self.number)])

    @property
    def key(self) -> tuple[int, int]:
        return self.job.id, self.number

    @property
    def version(self) -> int:
        return self.row.version if self.row is not None else 0

    @property
    def review(self) -> rows.Review:
        return rows.Review.of(self.row) if self.row is not None else rows.UNREVIEWED


def opened(session: Session, actor: Actor, job_id: int, number: int) -> OpenedFrame:
    """The frame, if the actor may see the job and the job has it (`NotFound`)."""
    (frame,) = opened_all(session, actor, job_id, [number])
    return frame


def opened_all(session: Session, actor: Actor, job_id: int, numbers: Sequence[int]) -> list[OpenedFrame]:
    """The same of several frames, in the order of their numbers here; `NotFound` names one that the job has not."""
    job, task = access.job_of(session, actor, job_id)
    for number in numbers:
        if not has(job, number):
            raise NotFound(f"Job #{job_id} has no frame {number}; it has {job.start_frame} to {job.stop_frame}.")
    found = rows.rows(session, {(job_id, number) for number in numbers})
    of_these = select(FrameMemory).where(FrameMemory.job_id == job_id, FrameMemory.frame.in_(numbers))
    memories = {memory.frame: memory for memory in session.scalars(of_these)}
    labels = cache(partial(stored_labels.of_task, session, task.id))
    return [
        OpenedFrame(task, job, number, found.get((job_id, number)), memories.get(number), labels) for number in numbers
    ]


def has(job: Job, number: int) -> bool:
    return job.start_frame <= number <= job.stop_frame
