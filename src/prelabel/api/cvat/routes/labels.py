"""Labels of a task or job."""

from __future__ import annotations

from fastapi import APIRouter

from prelabel.api.cvat.paging import PagingDep
from prelabel.api.cvat.schemas.base import Listed
from prelabel.api.cvat.schemas.labels import LabelRead
from prelabel.api.cvat.services import ServicesDep
from prelabel.api.cvat.signin import ActorDep
from prelabel.errors import InvalidInput
from prelabel.services.tasks import Page

router = APIRouter(prefix="/labels", tags=["labels"])


@router.get("")
def list_labels(
    services: ServicesDep, actor: ActorDep, paging: PagingDep, task_id: int | None = None, job_id: int | None = None
) -> Listed[LabelRead]:
    """The top-level labels of a task or job, sublabels inside."""
    if job_id is not None:
        task_id = services.jobs.get(actor, job_id).task.id
    if task_id is None:
        raise InvalidInput("Say whose labels: task_id or job_id.", field="task_id")
    labels = services.labels.of_task(actor, task_id) if job_id is None else services.labels.of_job(actor, job_id)
    window, owner = paging.window, task_id
    end = None if window.limit is None else window.offset + window.limit
    return paging.listed(Page(labels[window.offset : end], len(labels)), lambda label: LabelRead.of(label, owner))
