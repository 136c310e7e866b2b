"""Pictures of tasks and jobs: uploads, frames, chunks, previews and what is known of them."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from prelabel.api.cvat import uploading
from prelabel.api.cvat.pictures import picture_answer
from prelabel.api.cvat.routing import Router
from prelabel.api.cvat.schemas.base import Started
from prelabel.api.cvat.schemas.tasks import DataMeta, DataMetaPatch, DataWrite
from prelabel.api.cvat.services import Services, ServicesDep
from prelabel.api.cvat.signin import ActorDep
from prelabel.api.cvat.targets import TargetDep
from prelabel.domain.actor import Actor
from prelabel.errors import InvalidInput
from prelabel.services.creation import data_target
from prelabel.services.media import ChunkPlace

router = Router(tags=["data"])
JSON_BODY = {"requestBody": {"content": {"application/json": {"schema": DataWrite.model_json_schema()}}}}
Kind = Literal["frame", "chunk", "preview", "context_image"]


@router.post("/tasks/{task_id}/data", status_code=202, response_model=Started, openapi_extra=JSON_BODY)
async def upload_data(request: Request, services: ServicesDep, actor: ActorDep, task_id: int) -> Response:
    """Give a task its pictures: Upload-Start, then groups of files or tus, then Upload-Finish with options."""
    target = await run_in_threadpool(services.creation.open, actor, task_id)
    if not uploading.is_final(request):
        return await uploading.receive(request, actor, services.uploads, target)
    if request.headers.get("Content-Type", "").startswith("multipart/"):
        options = await _form_options(request, actor, services, target)
    else:
        options = _parsed(await request.body())
    given = options.to_domain(), options.sources()
    rq_id = await run_in_threadpool(services.creation.start, actor, task_id, *given)
    return JSONResponse({"rq_id": rq_id}, 202)


def _parsed(body: bytes) -> DataWrite:
    try:
        return DataWrite.model_validate_json(body or b"{}")
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from error


async def _form_options(request: Request, actor: Actor, services: Services, target: str) -> DataWrite:
    """One multipart body with files and options together, as small scripts send it."""
    async with request.form(max_files=uploading.NO_LIMIT, max_fields=uploading.NO_LIMIT) as form:
        plain = {name: value for name, value in form.multi_items() if isinstance(value, str)}
        await uploading.keep(form, actor, services.uploads, target)
    try:
        return DataWrite.model_validate(plain)
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from error


@router.get("/{noun}/{object_id}/data/meta")
def read_meta(services: ServicesDep, actor: ActorDep, target: TargetDep) -> DataMeta:
    """Names and sizes of the frames."""
    return DataMeta.of(services.frames.meta(actor, target))


@router.patch("/{noun}/{object_id}/data/meta")
def write_meta(services: ServicesDep, actor: ActorDep, target: TargetDep, body: DataMetaPatch) -> DataMeta:
    """Mark frames as deleted, or bring them back."""
    return DataMeta.of(services.frames.set_deleted(actor, target, body.deleted_frames))


@router.patch("/tasks/{task_id}/data/{upload_id}", status_code=204)
async def upload_data_piece(
    request: Request, services: ServicesDep, actor: ActorDep, task_id: int, upload_id: str
) -> Response:
    """A piece of a large file (tus)."""
    return await uploading.receive_piece(request, actor, services.uploads, data_target(task_id), upload_id)


@router.head("/tasks/{task_id}/data/{upload_id}")
def probe_data_upload(services: ServicesDep, actor: ActorDep, task_id: int, upload_id: str) -> Response:
    """How much of a large file has come (tus)."""
    return uploading.probe(actor, services.uploads, data_target(task_id), upload_id)


@router.get("/{noun}/{object_id}/data", response_class=Response)
def read_data(
    request: Request,
    services: ServicesDep,
    actor: ActorDep,
    target: TargetDep,
    type: Annotated[Kind, Query()],
    number: int | None = None,
    index: int | None = None,
    quality: Literal["original", "compressed"] = "compressed",
) -> Response:
    """A frame, a zip of frames (chunk), or a thumbnail of a frame."""
    original = quality == "original"
    if type == "chunk":
        if number is None and index is None:
            raise InvalidInput("Say which: the number of a chunk, or its index in the job.", field="number")
        return picture_answer(request, services.frames.chunk(actor, target, ChunkPlace(number, index), original))
    if type == "preview" and number is None:
        return picture_answer(request, services.frames.preview(actor, target))
    if type == "context_image" or number is None:
        raise InvalidInput("Say which: the number of a frame or chunk.", field="number")
    if type == "preview":
        return picture_answer(request, services.frames.thumbnail(actor, target, number))
    return picture_answer(request, services.frames.frame(actor, target, number, original))


@router.get("/{noun}/{object_id}/preview", response_class=Response)
def read_preview(request: Request, services: ServicesDep, actor: ActorDep, target: TargetDep) -> Response:
    """A thumbnail of the first frame."""
    return picture_answer(request, services.frames.preview(actor, target))
