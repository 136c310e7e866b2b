"""Annotations of tasks and jobs: read, replaced, changed, cleared. Bodies are decoded to Structs, not by pydantic."""

from __future__ import annotations

from typing import Literal

import msgspec
from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from prelabel.api.cvat.compression import json_answer
from prelabel.api.cvat.schemas import annotations as schema
from prelabel.api.cvat.services import ServicesDep
from prelabel.api.cvat.signin import ActorDep
from prelabel.api.cvat.targets import TargetDep
from prelabel.domain.shapes import Annotations
from prelabel.errors import InvalidInput

router = APIRouter(tags=["annotations"])
PATH = "/{noun}/{object_id}/annotations"
BODY = {"requestBody": {**schema.body(), "required": True}}
decoder = msgspec.json.Decoder(Annotations)


@router.get(PATH, response_class=Response, responses=schema.answer())
def read_annotations(
    request: Request, services: ServicesDep, actor: ActorDep, target: TargetDep, frame: int | None = None
) -> Response:
    """Everything drawn on a task or job; with `frame`, Prelabel's extension, only on that frame."""
    return json_answer(request, services.annotations.read(actor, target, frame))


@router.put(PATH, response_class=Response, responses=schema.answer(), openapi_extra=BODY)
async def replace_annotations(request: Request, services: ServicesDep, actor: ActorDep, target: TargetDep) -> Response:
    """Put these in the place of everything."""
    body = await request.body()
    return await run_in_threadpool(
        lambda: json_answer(request, services.annotations.replace(actor, target, _decoded(body)))
    )


@router.patch(PATH, response_class=Response, responses=schema.answer(), openapi_extra=BODY)
async def change_annotations(
    request: Request,
    services: ServicesDep,
    actor: ActorDep,
    target: TargetDep,
    action: Literal["create", "update", "delete"],
) -> Response:
    """Add, change or remove objects; changed ones keep their ids."""
    body = await request.body()
    change = getattr(services.annotations, action)
    return await run_in_threadpool(lambda: json_answer(request, change(actor, target, _decoded(body))))


@router.delete(PATH, status_code=204)
def clear_annotations(services: ServicesDep, actor: ActorDep, target: TargetDep) -> None:
    """Remove everything."""
    services.annotations.clear(actor, target)


def _decoded(body: bytes) -> Annotations:
    try:
        return decoder.decode(body)
    except msgspec.ValidationError as error:
        raise InvalidInput(str(error), field="annotations") from error
    except msgspec.DecodeError as error:
        raise InvalidInput(f"The body is not JSON: {error}.") from error
