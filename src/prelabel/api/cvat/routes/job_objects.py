"""All objects of a job at once, as the grid of cut-outs shows them. Prelabel's extension."""

from __future__ import annotations

import msgspec
from fastapi import Request
from starlette.responses import Response

from prelabel.api.cvat.compression import json_answer
from prelabel.api.cvat.routing import Router
from prelabel.api.cvat.schemas import frames as schema
from prelabel.api.cvat.services import ServicesDep
from prelabel.api.cvat.signin import ActorDep

router = Router(prefix="/jobs/{job_id}/objects", tags=["frames"])
encode = msgspec.json.Encoder().encode


@router.get("", response_class=Response, responses=schema.answers(schema.PlacedObjects, "The objects of the job."))
def list_objects(request: Request, services: ServicesDep, actor: ActorDep, job_id: int) -> Response:
    """Each shape of a job with the box that it takes up, by frame; neither outlines nor tracks."""
    return json_answer(request, encode(schema.PlacedObjects(services.editor.objects(actor, job_id))))
