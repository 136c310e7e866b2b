"""Asks the database whether somebody's ties to a project, task, job or what hangs on them give a right (`rights`).

What one may not see is not found, so that nobody learns of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TypeVar, cast

from sqlalchemy import ColumnElement, Integer, Select, bindparam, exists, false, or_, select, true
from sqlalchemy.orm import Session

from prelabel.domain.actor import Actor
from prelabel.errors import InvalidInput, NotAllowed, NotFound
from prelabel.services.rights import (
    ALL_OF_TASK,
    CHANGE_PROJECT,
    CHANGE_TASK,
    SEE_JOB,
    SEE_PROJECT,
    SEE_TASK,
    Right,
    Tie,
)
from prelabel.store.tables.agents import AnnotationRequest, NativeFunction
from prelabel.store.tables.issues import Issue
from prelabel.store.tables.projects import Project
from prelabel.store.tables.runs import Run
from prelabel.store.tables.tasks import Job, Task
from prelabel.store.tables.users import User

RowT = TypeVar("RowT", Project, Task, NativeFunction)
Ties = Mapping[Tie, Callable[[Actor], ColumnElement[bool]]]
WANTED = bindparam("wanted", type_=Integer)
ME = cast(int, bindparam("me", type_=Integer))  # stands where an actor's id does

PROJECT: Ties = {
    Tie.OWNER: lambda actor: Project.owner_id == actor.id,
    Tie.ASSIGNEE: lambda actor: Project.assignee_id == actor.id,
    Tie.WITHIN: lambda actor: Project.id.in_(select(Task.project_id).where(visible_tasks(actor))),
}
LEADS: Ties = {
    Tie.PROJECT_OWNER: lambda actor: Task.project_id.in_(select(Project.id).where(Project.owner_id == actor.id)),
    Tie.PROJECT_ASSIGNEE: lambda actor: Task.project_id.in_(select(Project.id).where(Project.assignee_id == actor.id)),
}
TASK: Ties = {
    Tie.OWNER: lambda actor: Task.owner_id == actor.id,
    Tie.ASSIGNEE: lambda actor: Task.assignee_id == actor.id,
    Tie.ANNOTATOR: lambda actor: Task.id.in_(select(Job.task_id).where(Job.assignee_id == actor.id)),
    Tie.AGENT: lambda actor: Task.id.in_(
        select(AnnotationRequest.task_id)
        .join(NativeFunction)
        .where(NativeFunction.owner_id == actor.id, AnnotationRequest.agent != "")
    ),
    **LEADS,
}
PART_OF_TASK: Ties = {Tie.TASK_OWNER: TASK[Tie.OWNER], Tie.TASK_ASSIGNEE: TASK[Tie.ASSIGNEE], **LEADS}
NOUNS: Mapping[str, Ties] = {
    "project": PROJECT,
    "task": TASK,
    "job": {Tie.ASSIGNEE: lambda actor: Job.assignee_id == actor.id, **PART_OF_TASK},
    "issue": {Tie.OWNER: lambda actor: Issue.owner_id == actor.id, **PART_OF_TASK},
    "run": {Tie.OWNER: lambda actor: Run.owner_id == actor.id, **PART_OF_TASK},
    "native function": {
        Tie.OWNER: lambda actor: NativeFunction.owner_id == actor.id,
        Tie.PUBLIC: lambda _: NativeFunction.visibility == "public",
    },
}


def may(actor: Actor, right: Right) -> ColumnElement[bool]:
    """The condition under which the actor has a right on a row of its noun's table; jobs, issues and runs are joined
    with their tasks."""
    if right.for_all(actor):
        return true()
    wanted = right.ties(actor)
    return or_(false(), *(condition(actor) for tie, condition in NOUNS[right.noun].items() if tie in wanted))


# What nearly every request asks for is put together once for each role; that takes longer than to ask.


@cache
def _row(role: str, right: Right, table: type[RowT]) -> Select[RowT]:
    return select(table).where(table.id == WANTED, may(_somebody(role), right))


@cache
def _job(role: str) -> Select[Job, Task]:
    joined = select(Job, Task).join(Task, Task.id == Job.task_id)
    return joined.where(Job.id == WANTED, visible_jobs(_somebody(role)))


@cache
def _jobs(role: str) -> Select[Job]:
    joined = select(Job).join(Task, Task.id == Job.task_id)
    return joined.where(Job.task_id == WANTED, visible_jobs(_somebody(role))).order_by(Job.start_frame, Job.id)


def _somebody(role: str) -> Actor:
    return Actor(ME, "", role)


def visible_tasks(actor: Actor) -> ColumnElement[bool]:
    """The condition under which a row of `tasks` may be seen by the actor."""
    return may(actor, SEE_TASK)


def visible_jobs(actor: Actor) -> ColumnElement[bool]:
    """The condition under which a row of `jobs`, joined with its task, may be seen by the actor."""
    return may(actor, SEE_JOB)


def visible_projects(actor: Actor) -> ColumnElement[bool]:
    """The condition under which a row of `projects` may be seen by the actor."""
    return may(actor, SEE_PROJECT)


def row_of(session: Session, actor: Actor, right: Right, table: type[RowT], object_id: int) -> RowT:
    """The row, if the actor has the right on it; else nobody learns whether it is there (`NotFound`)."""
    row: RowT | None = session.scalar(_row(actor.role, right, table), {"wanted": object_id, "me": actor.id})
    if row is None:
        raise NotFound(f"There is no {right.noun} #{object_id}.")
    return row


def project_of(session: Session, actor: Actor, project_id: int) -> Project:
    """The project, if the actor may see it (`NotFound`)."""
    return row_of(session, actor, SEE_PROJECT, Project, project_id)


def owned_project(session: Session, actor: Actor, project_id: int) -> Project:
    """The project, if the actor may change it and make tasks in it."""
    project = project_of(session, actor, project_id)
    if not _is(session, Project.id == project_id, may(actor, CHANGE_PROJECT)):
        raise NotAllowed(f"Project #{project_id} may be changed by its owner, its assignee and administrators.")
    return project


def task_of(session: Session, actor: Actor, task_id: int) -> Task:
    """The task, if the actor may see it (`NotFound`)."""
    return row_of(session, actor, SEE_TASK, Task, task_id)


def owned_task(session: Session, actor: Actor, task_id: int) -> Task:
    """The task, if the actor may change the task itself and not only its annotations."""
    task = task_of(session, actor, task_id)
    if not may_on_task(session, actor, CHANGE_TASK, task_id):
        raise NotAllowed(f"Task #{task_id} may be changed by its owner, its assignee and administrators.")
    return task


def whole_task(session: Session, actor: Actor, task_id: int) -> Task:
    """The task, if the actor may take and give all that is drawn on it."""
    task = task_of(session, actor, task_id)
    if not may_on_task(session, actor, ALL_OF_TASK, task_id):
        raise NotAllowed(
            f"Task #{task_id} is not yours as a whole; export or import the jobs that are assigned to you."
        )
    return task


def may_on_task(session: Session, actor: Actor, right: Right, task_id: int) -> bool:
    return right.for_all(actor) or _is(session, Task.id == task_id, may(actor, right))


def job_of(session: Session, actor: Actor, job_id: int) -> tuple[Job, Task]:
    """The job and its task, if the actor may see the job (`NotFound`)."""
    found = session.execute(_job(actor.role), {"wanted": job_id, "me": actor.id}).first()
    if found is None:
        raise NotFound(f"There is no job #{job_id}.")
    return found[0], found[1]


def jobs_of_task(session: Session, actor: Actor, task_id: int) -> tuple[Task, Sequence[Job]]:
    """The task and those of its jobs that the actor may see, by first frame."""
    task = task_of(session, actor, task_id)
    return task, session.scalars(_jobs(actor.role), {"wanted": task_id, "me": actor.id}).all()


def check_own(actor: Actor, right: Right, owner_id: int | None, message: str) -> None:
    """Refuse what only its owner has a right on (`NotFound` where that it exists is a secret, else `NotAllowed`)."""
    if not right.for_all(actor) and owner_id != actor.id:
        raise NotFound(message) if right.secret else NotAllowed(message)


def check_user(session: Session, user_id: int | None) -> None:
    """Refuse an assignee who does not exist (`InvalidInput`)."""
    if user_id is not None and session.get(User, user_id) is None:
        raise InvalidInput(f"There is no user #{user_id}.", field="assignee_id")


def _is(session: Session, *conditions: ColumnElement[bool]) -> bool:
    return bool(session.scalar(select(exists().where(*conditions))))
