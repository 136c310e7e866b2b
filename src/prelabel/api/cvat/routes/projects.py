"""Projects, and their data sets out and in."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import Response

from prelabel.api.cvat import uploading
from prelabel.api.cvat.list_filters import ProjectFilter
from prelabel.api.cvat.paging import PagingDep
from prelabel.api.cvat.pictures import picture_answer
from prelabel.api.cvat.routing import Router
from prelabel.api.cvat.schemas.base import Listed, Started
from prelabel.api.cvat.schemas.projects import ProjectPatch, ProjectRead, ProjectWrite
from prelabel.api.cvat.services import ServicesDep
from prelabel.api.cvat.signin import ActorDep
from prelabel.api.cvat.transfers import ExportDep, ImportDep, import_file
from prelabel.services.project_datasets import import_target

router = Router(prefix="/projects", tags=["projects"])


@router.get("")
def list_projects(
    services: ServicesDep, actor: ActorDep, paging: PagingDep, wanted: Annotated[ProjectFilter, Depends()]
) -> Listed[ProjectRead]:
    """The projects that the caller may see, newest first."""
    return paging.listed(services.projects.list(actor, paging.window(wanted)), ProjectRead.of)


@router.post("", status_code=201)
def create_project(services: ServicesDep, actor: ActorDep, body: ProjectWrite) -> ProjectRead:
    """A project without tasks."""
    return ProjectRead.of(services.projects.create(actor, body.to_domain()))


@router.get("/{project_id}")
def retrieve_project(services: ServicesDep, actor: ActorDep, project_id: int) -> ProjectRead:
    return ProjectRead.of(services.projects.get(actor, project_id))


@router.patch("/{project_id}")
def update_project(services: ServicesDep, actor: ActorDep, project_id: int, body: ProjectPatch) -> ProjectRead:
    """Change a project; its labels change for all its tasks."""
    changes = [label.to_change() for label in body.labels]
    return ProjectRead.of(services.projects.update(actor, project_id, body.values(), changes))


@router.delete("/{project_id}", status_code=204)
def delete_project(services: ServicesDep, actor: ActorDep, project_id: int) -> None:
    """Remove a project with its tasks."""
    services.projects.delete(actor, project_id)


@router.get("/{project_id}/preview", response_class=Response)
def read_project_preview(request: Request, services: ServicesDep, actor: ActorDep, project_id: int) -> Response:
    """A thumbnail of the first picture of the first task."""
    return picture_answer(request, services.frames.preview(actor, services.projects.cover(actor, project_id)))


@router.post("/{project_id}/dataset/export", status_code=202)
def export_project(services: ServicesDep, actor: ActorDep, project_id: int, wanted: ExportDep) -> Started:
    """Make a data set of all tasks; asked again while it is made, the same request answers."""
    return Started(rq_id=services.project_datasets.export(actor, project_id, wanted))


@router.post("/{project_id}/dataset", status_code=202, response_model=Started)
async def import_project(
    request: Request, services: ServicesDep, actor: ActorDep, project_id: int, wanted: ImportDep
) -> Response:
    """Make tasks of an archive with pictures: Upload-Start, the file by tus, then Upload-Finish with its name."""
    datasets = services.project_datasets
    opened, load = (partial(call, actor, project_id) for call in (datasets.open_import, datasets.load))
    return await import_file(request, actor, services.uploads, wanted, opened, load)


@router.patch("/{project_id}/dataset/{upload_id}", status_code=204)
async def upload_project_piece(
    request: Request, services: ServicesDep, actor: ActorDep, project_id: int, upload_id: str
) -> Response:
    """A piece of the file (tus)."""
    return await uploading.receive_piece(request, actor, services.uploads, import_target(project_id), upload_id)


@router.head("/{project_id}/dataset/{upload_id}")
def probe_project_upload(services: ServicesDep, actor: ActorDep, project_id: int, upload_id: str) -> Response:
    """How much of the file has come (tus)."""
    return uploading.probe(actor, services.uploads, import_target(project_id), upload_id)
