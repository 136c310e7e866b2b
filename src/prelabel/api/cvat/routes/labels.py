"""Labels of a project, task or job."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from prelabel.api.cvat.list_filters import LabelFilter
from prelabel.api.cvat.paging import PagingDep
from prelabel.api.cvat.routing import Router
from prelabel.api.cvat.schemas.base import Listed
from prelabel.api.cvat.schemas.labels import LabelRead, LabelWrite
from prelabel.api.cvat.services import ServicesDep
from prelabel.api.cvat.signin import ActorDep
from prelabel.services.labels import Whose

router = Router(prefix="/labels", tags=["labels"])


@router.get("")
def list_labels(
    services: ServicesDep,
    actor: ActorDep,
    paging: PagingDep,
    wanted: Annotated[LabelFilter, Depends()],
    task_id: int | None = None,
    job_id: int | None = None,
    project_id: int | None = None,
) -> Listed[LabelRead]:
    """The top-level labels of a task, job or project, or of all that the caller may see; sublabels inside."""
    whose = Whose(task_id, job_id, project_id)
    return paging.listed(services.labels.list(actor, paging.window(wanted, sort=""), whose), LabelRead.of)


@router.get("/{label_id}")
def retrieve_label(services: ServicesDep, actor: ActorDep, label_id: int) -> LabelRead:
    return LabelRead.of(services.labels.get(actor, label_id))


@router.patch("/{label_id}")
def update_label(services: ServicesDep, actor: ActorDep, label_id: int, body: LabelWrite) -> LabelRead:
    """Change a label; what is not given stays."""
    return LabelRead.of(services.labels.update(actor, label_id, body.to_change()))


@router.delete("/{label_id}", status_code=204)
def delete_label(services: ServicesDep, actor: ActorDep, label_id: int) -> None:
    """Remove a label with the objects that have it."""
    services.labels.delete(actor, label_id)
