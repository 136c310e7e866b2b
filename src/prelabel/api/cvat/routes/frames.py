"""Frames of a job as the annotation editor works on them. All of it is Prelabel's extension."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from prelabel.api.cvat.bodies import decoded
from prelabel.api.cvat.compression import json_answer
from prelabel.api.cvat.errors import body_of, status_of
from prelabel.api.cvat.routing import Router
from prelabel.api.cvat.schemas import frames as schema
from prelabel.api.cvat.services import ServicesDep
from prelabel.api.cvat.signin import ActorDep
from prelabel.api.cvat.versions import IfMatchDep, etag
from prelabel.domain.frame_change import FrameChange, FrameChanged, FrameContent
from prelabel.errors import InvalidInput, PrelabelError
from prelabel.services.annotations import Target

router = Router(prefix="/jobs/{job_id}/frames", tags=["frames"])
BODY = {"requestBody": {**schema.content(FrameChange), "required": True}}
STALE: dict[str, Any] = {"description": "The frame has another version.", **schema.content(schema.StaleFrame)}
JPEG: dict[int | str, dict[str, Any]] = {200: {"description": "The part.", "content": {"image/jpeg": {}}}}
encode = msgspec.json.Encoder().encode
decoder = msgspec.json.Decoder(FrameChange)
several = msgspec.json.Decoder(schema.FrameChanges)
MOST = 100  # frames in one request


@router.get("", response_class=Response, responses=schema.answers(schema.FrameStates, "The frames of the job."))
def list_frames(request: Request, services: ServicesDep, actor: ActorDep, job_id: int) -> Response:
    """How far each frame of a job is."""
    return json_answer(request, encode(schema.FrameStates(services.editor.states(actor, job_id))))


@router.get(
    "/contents", response_class=Response, responses=schema.answers(schema.FrameContents, "The frames, in that order.")
)
def read_frames(
    request: Request,
    services: ServicesDep,
    actor: ActorDep,
    job_id: int,
    frames: Annotated[str, Query(description=f"Numbers of frames, at most {MOST}, as in `0,7,8`.")],
) -> Response:
    """Several frames of a job, each as its own address has it."""
    return json_answer(request, encode(schema.FrameContents(services.editor.contents(actor, job_id, _numbers(frames)))))


@router.patch(
    "",
    response_class=Response,
    responses=schema.answers(schema.FrameOutcomes, "What came of each."),
    openapi_extra={"requestBody": {**schema.content(schema.FrameChanges), "required": True}},
)
async def change_frames(request: Request, services: ServicesDep, actor: ActorDep, job_id: int) -> Response:
    """Change several frames at once, each all of it or nothing: one that is refused does not hold up the others."""
    body = await request.body()

    def change() -> Response:
        given = decoded(several, body, "changes").changes
        if len(given) > MOST:
            raise InvalidInput(f"These are {len(given)} changes; send {MOST} at a time.", field="changes")
        made = services.editor.change_several(actor, job_id, given)
        outcomes = [_outcome(each.frame, result) for each, result in zip(given, made, strict=True)]
        return json_answer(request, encode(schema.FrameOutcomes(outcomes)))

    return await run_in_threadpool(change)


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


def _numbers(text: str) -> list[int]:
    try:
        numbers = [int(number) for number in text.split(",")]
    except ValueError as error:
        raise InvalidInput(f"It needs numbers with commas between them; got {text}.", field="frames") from error
    if len(numbers) > MOST:
        raise InvalidInput(f"These are {len(numbers)} frames; ask for {MOST} at a time.", field="frames")
    return numbers


def _outcome(frame: int, result: FrameChanged | PrelabelError) -> schema.FrameOutcome:
    if isinstance(result, PrelabelError):
        return schema.FrameOutcome(frame=frame, status=status_of(result), refusal=body_of(result))
    return schema.FrameOutcome(frame=frame, status=200, changed=result)


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
