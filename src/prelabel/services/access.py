"""Who may see and change which project, task and job; the one place where that is decided.

An administrator sees everything, a user what they own or are assigned to and what lies in it, a worker what is assigned
to them. What one may not see is not found, so that nobody learns of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, exists, or_, select, true
from sqlalchemy.orm import Session

from prelabel.domain.actor import Actor
from prelabel.errors import InvalidInput, NotAllowed, NotFound
from prelabel.store.tables.agents import AnnotationRequest, NativeFunction
from prelabel.store.tables.projects import Project
from prelabel.store.tables.tasks import Job, Task
from prelabel.store.tables.users import User


def visible_tasks(actor: Actor) -> ColumnElement[bool]:
    """The condition under which a row of `tasks` may be seen by the actor."""
    if actor.is_admin:
        return true()
    works_on = or_(
        exists().where(Job.task_id == Task.id, Job.assignee_id == actor.id), Task.id.in_(_served_tasks(actor))
    )
    mine = or_(Task.assignee_id == actor.id, Task.project_id.in_(_projects(actor)))
    return or_(mine, works_on) if actor.role == "worker" else or_(Task.owner_id == actor.id, mine, works_on)


def visible_jobs(actor: Actor) -> ColumnElement[bool]:
    """The condition under which a row of `jobs`, joined with its task, may be seen by the actor."""
    if actor.is_admin:
        return true()
    mine = or_(Job.assignee_id == actor.id, Task.assignee_id == actor.id, Task.project_id.in_(_projects(actor)))
    return mine if actor.role == "worker" else or_(mine, Task.owner_id == actor.id)


def visible_projects(actor: Actor) -> ColumnElement[bool]:
    """The condition under which a row of `projects` may be seen: one's own, or one in which a task may be seen."""
    if actor.is_admin:
        return true()
    return or_(Project.id.in_(_projects(actor)), Project.id.in_(select(Task.project_id).where(visible_tasks(actor))))


def project_of(session: Session, actor: Actor, project_id: int) -> Project:
    """The project, if the actor may see it (`NotFound`)."""
    project = session.scalar(select(Project).where(Project.id == project_id, visible_projects(actor)))
    if project is None:
        raise NotFound(f"There is no project #{project_id}.")
    return project


def owned_project(session: Session, actor: Actor, project_id: int) -> Project:
    """The project, if the actor may change it and make tasks in it."""
    project = project_of(session, actor, project_id)
    if not _owns(actor, project):
        raise NotAllowed(f"Project #{project_id} may be changed by its owner, its assignee and administrators.")
    return project


def task_of(session: Session, actor: Actor, task_id: int) -> Task:
    """The task, if the actor may see it (`NotFound`)."""
    task = session.scalar(select(Task).where(Task.id == task_id, visible_tasks(actor)))
    if task is None:
        raise NotFound(f"There is no task #{task_id}.")
    return task


def owned_task(session: Session, actor: Actor, task_id: int) -> Task:
    """The task, if the actor may change the task itself and not only its annotations."""
    task = task_of(session, actor, task_id)
    project = session.get(Project, task.project_id) if task.project_id is not None else None
    if not _owns(actor, task) and not (project and _owns(actor, project)):
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


def _owns(actor: Actor, thing: Task | Project) -> bool:
    return actor.is_admin or (actor.role != "worker" and actor.id in (thing.owner_id, thing.assignee_id))


def _projects(actor: Actor) -> Select[int]:
    """The ids of the projects that are the actor's own, with all that is in them."""
    mine = Project.assignee_id == actor.id
    return select(Project.id).where(mine if actor.role == "worker" else or_(mine, Project.owner_id == actor.id))


def check_user(session: Session, user_id: int | None) -> None:
    """Refuse an assignee who does not exist (`InvalidInput`)."""
    if user_id is not None and session.get(User, user_id) is None:
        raise InvalidInput(f"There is no user #{user_id}.", field="assignee_id")


def _served_tasks(actor: Actor) -> Select[int]:
    """The tasks that agents of the actor are at work on; their jobs, and so their annotations, stay unseen."""
    query = select(AnnotationRequest.task_id).join(NativeFunction)
    return query.where(NativeFunction.owner_id == actor.id, AnnotationRequest.agent != "")
