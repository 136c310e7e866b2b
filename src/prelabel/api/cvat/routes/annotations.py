"""Annotations of tasks and jobs: read, replaced, changed, cleared. Bodies are decoded to Structs, not by pydantic."""

from __future__ import annotations

from typing import Literal

import msgspec
from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from prelabel.api.cvat.bodies import decoded
from prelabel.api.cvat.compression import json_answer
from prelabel.api.cvat.routing import Router
from prelabel.api.cvat.schemas import annotations as schema
from prelabel.api.cvat.services import ServicesDep
from prelabel.api.cvat.signin import ActorDep
from prelabel.api.cvat.targets import TargetDep
from prelabel.api.cvat.versions import IfMatchDep, etag
from prelabel.domain.shapes import Annotations
from prelabel.errors import InvalidInput
from prelabel.services.annotations import Answer
from prelabel.services.versions import Place

router = Router(tags=["annotations"])
PATH = "/{noun}/{object_id}/annotations"
BODY = {"requestBody": {**schema.body(), "required": True}}
decoder = msgspec.json.Decoder(Annotations)


@router.get(PATH, response_class=Response, responses=schema.answer())
def read_annotations(
    request: Request, services: ServicesDep, actor: ActorDep, target: TargetDep, frame: int | None = None
) -> Response:
    """Everything drawn on a task or job; with `frame`, Prelabel's extension, only on that frame, with its `ETag`."""
    return _answer(request, services.annotations.read(actor, target, frame))


@router.put(PATH, response_class=Response, responses=schema.answer(), openapi_extra=BODY)
async def replace_annotations(request: Request, services: ServicesDep, actor: ActorDep, target: TargetDep) -> Response:
    """Put these in the place of everything."""
    body = await request.body()
    return await run_in_threadpool(
        lambda: json_answer(request, services.annotations.replace(actor, target, decoded(decoder, body, "annotations")))
    )


@router.patch(PATH, response_class=Response, responses=schema.answer(), openapi_extra=BODY)
async def change_annotations(
    request: Request,
    services: ServicesDep,
    actor: ActorDep,
    target: TargetDep,
    action: Literal["create", "update", "delete"],
    seen: IfMatchDep,
    frame: int | None = None,
) -> Response:
    """Add, change or remove objects; changed ones keep their ids.

    With `frame`, Prelabel's extension, only on that frame; then `If-Match` refuses the change of an older version.
    """
    if seen is not None and frame is None:
        raise InvalidInput("Versions are those of frames; say with ?frame= which one is changed.", field="If-Match")
    body = await request.body()
    change = getattr(services.annotations, action)
    place = None if frame is None else Place(frame, seen)
    return await run_in_threadpool(
        lambda: _answer(request, change(actor, target, decoded(decoder, body, "annotations"), place))
    )


@router.delete(PATH, status_code=204)
def clear_annotations(services: ServicesDep, actor: ActorDep, target: TargetDep) -> None:
    """Remove everything."""
    services.annotations.clear(actor, target)


def _answer(request: Request, answer: Answer) -> Response:
    response = json_answer(request, answer.body)
    if answer.version:
        response.headers.update(etag(answer.version))
    return response
