"""Backups of tasks and projects, and new ones made of them."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from prelabel.api.cvat import uploading
from prelabel.api.cvat.routing import Router
from prelabel.api.cvat.schemas.base import Started
from prelabel.api.cvat.services import ServicesDep
from prelabel.api.cvat.signin import ActorDep
from prelabel.api.cvat.targets import LocalDep
from prelabel.services.backups import Kind

router = Router(tags=["backups"])


async def _kind(noun: Literal["tasks", "projects"]) -> Kind:
    return "task" if noun == "tasks" else "project"


KindDep = Annotated[Kind, Depends(_kind)]


@router.post("/{noun}/{object_id}/backup/export", status_code=202)
def export_backup(
    services: ServicesDep,
    actor: ActorDep,
    kind: KindDep,
    local: LocalDep,
    object_id: int,
    filename: str = "",
    lightweight: bool = False,
) -> Started:
    """Make a backup; pictures are always in it (`lightweight` only concerns cloud storages)."""
    del local, lightweight
    return Started(rq_id=services.backups.export(actor, kind, object_id, filename))


@router.post("/{noun}/backup", status_code=202, response_model=Started)
async def restore_backup(
    request: Request, services: ServicesDep, actor: ActorDep, kind: KindDep, filename: str = ""
) -> Response:
    """Make a task or project of a backup: Upload-Start, the file by tus, then Upload-Finish with its name."""
    target = services.restoration.open(actor, kind)
    if not uploading.is_final(request):
        return await uploading.receive(request, actor, services.uploads, target, opaque=True)
    rq_id = await run_in_threadpool(services.restoration.start, actor, kind, filename)
    return JSONResponse({"rq_id": rq_id}, 202)


@router.patch("/{noun}/backup/{upload_id}", status_code=204)
async def upload_backup_piece(
    request: Request, services: ServicesDep, actor: ActorDep, kind: KindDep, upload_id: str
) -> Response:
    """A piece of the file (tus)."""
    target = services.restoration.open(actor, kind)
    return await uploading.receive_piece(request, actor, services.uploads, target, upload_id)


@router.head("/{noun}/backup/{upload_id}")
def probe_backup_upload(services: ServicesDep, actor: ActorDep, kind: KindDep, upload_id: str) -> Response:
    """How much of the file has come (tus)."""
    return uploading.probe(actor, services.uploads, services.restoration.open(actor, kind), upload_id)
