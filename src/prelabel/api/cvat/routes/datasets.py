"""Exports of tasks and jobs, and imports of annotations into them."""

from __future__ import annotations

from functools import partial

from fastapi import Request
from starlette.responses import Response

from prelabel.api.cvat import uploading
from prelabel.api.cvat.routing import Router
from prelabel.api.cvat.schemas.base import Started
from prelabel.api.cvat.services import ServicesDep
from prelabel.api.cvat.signin import ActorDep
from prelabel.api.cvat.targets import TargetDep
from prelabel.api.cvat.transfers import ExportDep, ImportDep, import_file
from prelabel.services.datasets import import_target

router = Router(tags=["datasets"])


@router.post("/{noun}/{object_id}/dataset/export", status_code=202)
def export_dataset(services: ServicesDep, actor: ActorDep, target: TargetDep, wanted: ExportDep) -> Started:
    """Make a data set of a task or job; asked again while it is made, the same request answers."""
    return Started(rq_id=services.datasets.export(actor, target, wanted))


@router.post("/{noun}/{object_id}/annotations", status_code=202, response_model=Started)
async def import_annotations(
    request: Request, services: ServicesDep, actor: ActorDep, target: TargetDep, wanted: ImportDep
) -> Response:
    """Import annotations: Upload-Start, the file by tus, then Upload-Finish with the name that tus has answered."""
    opened, load = (partial(call, actor, target) for call in (services.datasets.open_import, services.datasets.load))
    return await import_file(request, actor, services.uploads, wanted, opened, load)


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
