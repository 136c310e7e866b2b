"""Exports of tasks and jobs, and imports of annotations into them."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from prelabel.api.cvat import uploading
from prelabel.api.cvat.schemas.base import Started
from prelabel.api.cvat.services import ServicesDep
from prelabel.api.cvat.signin import ActorDep
from prelabel.api.cvat.targets import LocalDep, TargetDep
from prelabel.services.datasets import Export, Import, import_target

router = APIRouter(tags=["datasets"])


@router.post("/{noun}/{object_id}/dataset/export", status_code=202)
def export_dataset(
    services: ServicesDep,
    actor: ActorDep,
    target: TargetDep,
    format: str,
    local: LocalDep,
    save_images: bool = False,
    filename: str = "",
) -> Started:
    """Make a data set of a task or job; asked again while it is made, the same request answers."""
    del local
    return Started(rq_id=services.datasets.export(actor, target, Export(format, save_images, filename)))


@router.post("/{noun}/{object_id}/annotations", status_code=202, response_model=Started)
async def import_annotations(
    request: Request,
    services: ServicesDep,
    actor: ActorDep,
    target: TargetDep,
    format: str = "CVAT 1.1",
    filename: str = "",
    import_mode: Literal["replace", "append"] = "replace",
) -> Response:
    """Import annotations: Upload-Start, the file by tus, then Upload-Finish with the name that tus has answered."""
    uploads_for = await run_in_threadpool(services.datasets.open_import, actor, target, format)
    if not uploading.is_final(request):
        return await uploading.receive(request, actor, services.uploads, uploads_for, opaque=True)
    wanted = Import(format, filename, import_mode)
    return JSONResponse({"rq_id": await run_in_threadpool(services.datasets.load, actor, target, wanted)}, 202)


@router.patch("/{noun}/{object_id}/annotations/{upload_id}", status_code=204)
async def upload_annotations_piece(
    request: Request, services: ServicesDep, actor: ActorDep, target: TargetDep, upload_id: str
) -> Response:
    """A piece of the file (tus)."""
    return await uploading.receive_piece(request, actor, services.uploads, import_target(target), upload_id)


@router.head("/{noun}/{object_id}/annotations/{upload_id}")
def probe_annotations_upload(services: ServicesDep, actor: ActorDep, target: TargetDep, upload_id: str) -> Response:
    """How much of the file has come (tus)."""
    return uploading.probe(actor, services.uploads, import_target(target), upload_id)
