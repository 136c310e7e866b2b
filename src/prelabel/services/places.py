"""Where a function is to work: a task, or one of its jobs."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from prelabel.domain.actor import Actor
from prelabel.errors import Conflict, InvalidInput
from prelabel.services import access
from prelabel.store.tables.tasks import Job, Task


def opened(session: Session, actor: Actor, task_id: int | None, job_id: int | None) -> tuple[Task, Sequence[Job]]:
    """The task, with the one job if that is named, or else with all of its jobs that the actor may see."""
    if job_id is not None:
        job, task = access.job_of(session, actor, job_id)
        if task_id not in (None, task.id):
            raise InvalidInput(f"Job #{job.id} is not of task #{task_id}.", field="job")
        return task, [job]
    if task_id is None:
        raise InvalidInput("Say which task it is about.", field="task")
    task, jobs = access.jobs_of_task(session, actor, task_id)
    if not task.size:
        raise Conflict(f"Task #{task.id} has no pictures yet.")
    return task, jobs
