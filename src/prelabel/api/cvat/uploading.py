"""The upload dialect of CVAT's clients: one address in four roles, told apart by headers, three of them the same
for every kind of file; what the last one (Upload-Finish) does is each route's own."""

from __future__ import annotations

import base64
import binascii
from contextlib import suppress

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.responses import JSONResponse, Response

from prelabel.domain.actor import Actor
from prelabel.errors import Conflict, InvalidInput
from prelabel.services.uploads import UploadService, clean_name

TUS = {"Tus-Resumable": "1.0.0"}
NO_LIMIT = 2**31
MOST_DIGITS = 15  # a petabyte


def is_final(request: Request) -> bool:
    """Whether the request ends an upload, or is none of the upload's other roles."""
    return not any(role in request.headers for role in ("Upload-Start", "Upload-Multiple", "Upload-Length"))


async def receive(
    request: Request, actor: Actor, uploads: UploadService, target: str, opaque: bool = False
) -> Response:
    """Play the roles before the last one. With `opaque` the client learns an id in place of the file's name."""
    if "Upload-Start" in request.headers:
        await run_in_threadpool(uploads.discard, actor.id, target)
        return Response(status_code=202)
    if "Upload-Multiple" in request.headers:
        if not request.headers.get("Content-Type", "").startswith("multipart/form-data"):
            raise InvalidInput("Files come in the parts of a multipart/form-data body.", field="Content-Type")
        async with request.form(max_files=NO_LIMIT, max_fields=NO_LIMIT) as form:
            await keep(form, actor, uploads, target)
        return Response(status_code=200)
    return await _create(request, actor, uploads, target, opaque)


async def keep(form: FormData, actor: Actor, uploads: UploadService, target: str) -> None:
    """Keep the files of a multipart body, however many parts it has."""
    files = [part for _, part in form.multi_items() if isinstance(part, UploadFile)]
    named = [(file.filename or "", file.file) for file in files]
    await run_in_threadpool(uploads.add, actor, target, named)


async def receive_piece(
    request: Request, actor: Actor, uploads: UploadService, target: str, upload_id: str
) -> Response:
    """Add a piece (tus PATCH). A wrong offset answers 409 with the right one, so that the client can go on."""
    offset = _number(request, "Upload-Offset")
    piece = await request.body()
    try:
        end = await run_in_threadpool(uploads.append, actor, target, upload_id, offset, piece)
    except Conflict as error:
        here, _ = await run_in_threadpool(uploads.offset, actor, target, upload_id)
        return JSONResponse({"detail": error.message}, 409, {**TUS, "Upload-Offset": str(here)})
    return Response(status_code=204, headers={**TUS, "Upload-Offset": str(end)})


def probe(actor: Actor, uploads: UploadService, target: str, upload_id: str) -> Response:
    """How much has come (tus HEAD)."""
    offset, length = uploads.offset(actor, target, upload_id)
    headers = {**TUS, "Upload-Offset": str(offset), "Upload-Length": str(length), "Cache-Control": "no-store"}
    return Response(status_code=200, headers=headers)


async def _create(request: Request, actor: Actor, uploads: UploadService, target: str, opaque: bool) -> Response:
    name = _metadata(request).get("filename", "")
    length = _number(request, "Upload-Length")
    upload_id = await run_in_threadpool(uploads.begin, actor, target, name, length)
    url = request.url
    location = f"{url.scheme}://{url.netloc}{url.path.rstrip('/')}/{upload_id}"
    shown = upload_id if opaque else base64_safe(clean_name(name))
    return Response(status_code=201, headers={**TUS, "Location": location, "Upload-Filename": shown})


def base64_safe(name: str) -> str:
    """A name as a header can carry it."""
    return name if name.isascii() and name.isprintable() else base64.urlsafe_b64encode(name.encode()).decode()


def _metadata(request: Request) -> dict[str, str]:
    """tus's `Upload-Metadata`: pairs of a key and a base64 value, separated by commas."""
    found = {}
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        key, _, value = pair.strip().partition(" ")
        with suppress(binascii.Error, UnicodeDecodeError):
            found[key] = base64.b64decode(value).decode()
    return found


def _number(request: Request, header: str) -> int:
    value = request.headers.get(header, "")
    if value.isdecimal() and len(value) <= MOST_DIGITS:
        return int(value)
    raise InvalidInput(f"The header {header} must be a number of bytes.", field=header)
