"""Frames of a job as the annotation editor works on them. All of it is Prelabel's extension."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from prelabel.api.cvat.bodies import decoded
from prelabel.api.cvat.compression import json_answer
from prelabel.api.cvat.routing import Router
from prelabel.api.cvat.schemas import frames as schema
from prelabel.api.cvat.services import ServicesDep
from prelabel.api.cvat.signin import ActorDep
from prelabel.api.cvat.versions import IfMatchDep, etag
from prelabel.domain.frame_change import FrameChange, FrameChanged, FrameContent
from prelabel.errors import InvalidInput
from prelabel.services.annotations import Target

router = Router(prefix="/jobs/{job_id}/frames", tags=["frames"])
BODY = {"requestBody": {**schema.content(FrameChange), "required": True}}
STALE: dict[str, Any] = {"description": "The frame has another version.", **schema.content(schema.StaleFrame)}
JPEG: dict[int | str, dict[str, Any]] = {200: {"description": "The part.", "content": {"image/jpeg": {}}}}
encode = msgspec.json.Encoder().encode
decoder = msgspec.json.Decoder(FrameChange)


@router.get("", response_class=Response, responses=schema.answers(schema.FrameStates, "The frames of the job."))
def list_frames(request: Request, services: ServicesDep, actor: ActorDep, job_id: int) -> Response:
    """How far each frame of a job is."""
    return json_answer(request, encode(schema.FrameStates(services.editor.states(actor, job_id))))


@router.get("/{frame}", response_class=Response, responses=schema.answers(FrameContent, "The frame."))
def read_frame(request: Request, services: ServicesDep, actor: ActorDep, job_id: int, frame: int) -> Response:
    """All that is drawn on a frame, and the predictions below the threshold of their run; `ETag` is its version."""
    found = services.editor.content(actor, job_id, frame)
    return _answer(request, found, found.version)


@router.patch(
    "/{frame}",
    response_class=Response,
    responses={**schema.answers(FrameChanged, "What came of it."), 412: STALE},
    openapi_extra=BODY,
)
async def change_frame(
    request: Request, services: ServicesDep, actor: ActorDep, job_id: int, frame: int, seen: IfMatchDep
) -> Response:
    """Change a frame, all of it or nothing. With `If-Match`, only the version that is named there.

    The same `change` sent again is not made again and answers the same.
    """
    body = await request.body()

    def change() -> Response:
        changed = services.editor.change(actor, job_id, frame, decoded(decoder, body, "change"), seen)
        return _answer(request, changed, changed.version)

    return await run_in_threadpool(change)


@router.get("/{frame}/crop", response_class=Response, responses=JPEG)
def read_crop(
    request: Request,
    services: ServicesDep,
    actor: ActorDep,
    job_id: int,
    frame: int,
    box: Annotated[str, Query(description="Left, top, right, bottom in pixels, as in `10,20,50.5,80`.")],
    size: Annotated[int, Query(ge=16, le=1024, description="Most pixels of the longer side.")] = 160,
) -> Response:
    """A small JPEG of a part of a frame with a little around it, never enlarged."""
    found = services.frames.crop(actor, Target(job_id=job_id), frame, _box(box), size)
    headers = {"ETag": f'"{found.tag}"', "Cache-Control": "private, max-age=3600"}
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(found.make(), media_type="image/jpeg", headers=headers)


def _box(text: str) -> tuple[float, ...]:
    try:
        left, top, right, bottom = (float(number) for number in text.split(","))
    except ValueError as error:
        raise InvalidInput(f"It needs left,top,right,bottom in pixels; got {text}.", field="box") from error
    return left, top, right, bottom


def _answer(request: Request, body: FrameContent | FrameChanged, version: int) -> Response:
    response = json_answer(request, encode(body))
    response.headers.update(etag(version))
    return response
