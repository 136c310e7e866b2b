"""Tasks and their jobs."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from prelabel.api.cvat.list_filters import JobFilter, TaskFilter
from prelabel.api.cvat.paging import PagingDep
from prelabel.api.cvat.routing import Router
from prelabel.api.cvat.schemas.base import Listed
from prelabel.api.cvat.schemas.tasks import (
    CreationStatus,
    JobPatch,
    JobRead,
    StatisticsRead,
    TaskPatch,
    TaskRead,
    TaskWrite,
)
from prelabel.api.cvat.services import ServicesDep
from prelabel.api.cvat.signin import ActorDep

router = Router(tags=["tasks"])


@router.get("/tasks")
def list_tasks(
    services: ServicesDep, actor: ActorDep, paging: PagingDep, wanted: Annotated[TaskFilter, Depends()]
) -> Listed[TaskRead]:
    """The tasks that the caller may see, newest first."""
    return paging.listed(services.tasks.list(actor, paging.window(wanted)), TaskRead.of)


@router.post("/tasks", status_code=201)
def create_task(services: ServicesDep, actor: ActorDep, body: TaskWrite) -> TaskRead:
    """A task without data."""
    return TaskRead.of(services.tasks.create(actor, body.to_domain()))


@router.get("/tasks/{task_id}")
def retrieve_task(services: ServicesDep, actor: ActorDep, task_id: int) -> TaskRead:
    return TaskRead.of(services.tasks.get(actor, task_id))


@router.patch("/tasks/{task_id}")
def update_task(services: ServicesDep, actor: ActorDep, task_id: int, body: TaskPatch) -> TaskRead:
    """Change a task; a label without an id is added, one with `deleted` goes, with its objects."""
    changes = [label.to_change() for label in body.labels]
    return TaskRead.of(services.tasks.update(actor, task_id, body.values(), changes))


@router.delete("/tasks/{task_id}", status_code=204)
def delete_task(services: ServicesDep, actor: ActorDep, task_id: int) -> None:
    """Remove a task with its annotations and pictures."""
    services.tasks.delete(actor, task_id)


@router.get("/tasks/{task_id}/status")
def task_status(services: ServicesDep, actor: ActorDep, task_id: int) -> CreationStatus:
    """How far the task is with its data; clients of today poll the request instead."""
    return CreationStatus.of(services.creation.request_of(actor, task_id))


@router.get("/tasks/{task_id}/statistics")
def task_statistics(services: ServicesDep, actor: ActorDep, task_id: int) -> StatisticsRead:
    """Objects by label, source and frame. Prelabel's extension."""
    return StatisticsRead.of(services.tasks.statistics(actor, task_id))


@router.get("/jobs")
def list_jobs(
    services: ServicesDep, actor: ActorDep, paging: PagingDep, wanted: Annotated[JobFilter, Depends()]
) -> Listed[JobRead]:
    """The jobs that the caller may see, newest first."""
    return paging.listed(services.jobs.list(actor, paging.window(wanted)), JobRead.of)


@router.get("/jobs/{job_id}")
def retrieve_job(services: ServicesDep, actor: ActorDep, job_id: int) -> JobRead:
    return JobRead.of(services.jobs.get(actor, job_id))


@router.patch("/jobs/{job_id}")
def update_job(services: ServicesDep, actor: ActorDep, job_id: int, body: JobPatch) -> JobRead:
    """Change stage, state or assignee."""
    return JobRead.of(services.jobs.update(actor, job_id, body.values()))
