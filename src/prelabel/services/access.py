"""Who may see and change which task and job; the one place where that is decided.

An administrator sees everything, a user what they own or are assigned to, a worker what is assigned to them. What one
may not see is not found, so that nobody learns of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, or_, select, true
from sqlalchemy.orm import Session

from prelabel.domain.actor import Actor
from prelabel.errors import NotAllowed, NotFound
from prelabel.store.tables.tasks import Job, Task


def visible_tasks(actor: Actor) -> ColumnElement[bool]:
    """The condition under which a row of `tasks` may be seen by the actor."""
    if actor.is_admin:
        return true()
    works_on = exists().where(Job.task_id == Task.id, Job.assignee_id == actor.id)
    mine = Task.assignee_id == actor.id
    return or_(mine, works_on) if actor.role == "worker" else or_(Task.owner_id == actor.id, mine, works_on)


def visible_jobs(actor: Actor) -> ColumnElement[bool]:
    """The condition under which a row of `jobs`, joined with its task, may be seen by the actor."""
    if actor.is_admin:
        return true()
    mine = or_(Job.assignee_id == actor.id, Task.assignee_id == actor.id)
    return mine if actor.role == "worker" else or_(mine, Task.owner_id == actor.id)


def task_of(session: Session, actor: Actor, task_id: int) -> Task:
    """The task, if the actor may see it (`NotFound`)."""
    task = session.scalar(select(Task).where(Task.id == task_id, visible_tasks(actor)))
    if task is None:
        raise NotFound(f"There is no task #{task_id}.")
    return task


def owned_task(session: Session, actor: Actor, task_id: int) -> Task:
    """The task, if the actor may change the task itself and not only its annotations."""
    task = task_of(session, actor, task_id)
    if not actor.is_admin and (actor.role == "worker" or actor.id not in (task.owner_id, task.assignee_id)):
        raise NotAllowed(f"Task #{task_id} may be changed by its owner, its assignee and administrators.")
    return task


def job_of(session: Session, actor: Actor, job_id: int) -> tuple[Job, Task]:
    """The job and its task, if the actor may see the job (`NotFound`)."""
    query = select(Job, Task).join(Task, Task.id == Job.task_id).where(Job.id == job_id, visible_jobs(actor))
    found = session.execute(query).first()
    if found is None:
        raise NotFound(f"There is no job #{job_id}.")
    return found[0], found[1]


def jobs_of_task(session: Session, actor: Actor, task_id: int) -> tuple[Task, Sequence[Job]]:
    """The task and those of its jobs that the actor may see, by first frame."""
    task = task_of(session, actor, task_id)
    query = select(Job).join(Task, Task.id == Job.task_id).where(Job.task_id == task_id, visible_jobs(actor))
    return task, session.scalars(query.order_by(Job.start_frame, Job.id)).all()
