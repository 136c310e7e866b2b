"""What HTTP makes of each error, in the form of Django REST framework, which CVAT's clients expect."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from prelabel import errors
from prelabel.api.cvat import signin
from prelabel.api.cvat.schemas.annotations import content
from prelabel.api.cvat.versions import etag

STATUS: Sequence[tuple[type[errors.PrelabelError], int]] = (
    (errors.InvalidInput, 400),
    (errors.NotSignedIn, 401),
    (errors.NotAllowed, 403),
    (errors.NotFound, 404),
    (errors.Stale, 412),
    (errors.Conflict, 409),
    (errors.TooLarge, 413),
    (errors.NoWorkerFree, 503),
    (errors.EventTimedOut, 504),
    (errors.FunctionError, 500),
    (errors.PrelabelError, 500),
)

_FORM = '`{"field": ["…"]}` where a field is to blame, else `{"detail": "…"}`: what is wrong, and what to do.'
# Not as a model, of which FastAPI would make another one for each of two hundred routes when the server starts.
REFUSAL = {"Refusal": {"title": "Refusal", "description": _FORM, "type": "object", "additionalProperties": True}}
REFUSALS: dict[int | str, dict[str, Any]] = {
    "4XX": {"description": "Refused, and nothing changed.", **content("Refusal")}
}


def install(app: FastAPI) -> None:
    """Answer our own errors, and those of parsing a request, in DRF's form."""
    app.add_exception_handler(errors.PrelabelError, _on_error)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_refused)


def status_of(error: errors.PrelabelError) -> int:
    return next(status for kind, status in STATUS if isinstance(error, kind))


def body_of(error: errors.PrelabelError) -> dict[str, Any]:
    """`{"field": ["…"]}` where a field is to blame, else `{"detail": "…"}`, and what is there now if that is known."""
    field = error.field if isinstance(error, errors.InvalidInput) else None
    if isinstance(error, errors.Stale) and error.current is not None:
        return {"detail": error.message, "current": msgspec.to_builtins(error.current)}
    return {field: [error.message]} if field else {"detail": error.message}


async def _on_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, errors.PrelabelError)
    error = await _refusal(request) or error
    return JSONResponse(body_of(error), status_of(error), _headers_of(error))


async def _refusal(request: Request) -> errors.PrelabelError | None:
    """Why the caller may not call at all, where that was not looked at yet: it comes before what is wrong with the
    call."""
    if "route" not in request.scope or signin.was_looked_at(request):
        return None
    try:
        await run_in_threadpool(signin.admit, request)
    except errors.PrelabelError as refused:
        return refused
    return None


def _headers_of(error: errors.PrelabelError) -> dict[str, str]:
    if isinstance(error, errors.NotSignedIn):
        return {"WWW-Authenticate": "Token"}
    return etag(error.version) if isinstance(error, errors.Stale) else {}


async def _on_invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    if refused := await _refusal(request):
        return await _on_error(request, refused)
    fields: dict[str, list[str]] = {}
    for fault in error.errors():
        place = [str(part) for part in fault["loc"] if part not in ("body", "query", "path", "header")]
        if fault["type"] == "json_invalid":
            fields.setdefault("detail", []).append(f"The body is not JSON: {fault['ctx']['error']}.")
        elif not place:
            fields.setdefault("detail", []).append("The body must be a JSON object, sent as application/json.")
        else:
            fields.setdefault(".".join(place), []).append(fault["msg"].removeprefix("Value error, "))
    return JSONResponse(fields, 400)


async def _on_refused(request: Request, error: Exception) -> JSONResponse:
    """What the framework refuses by itself."""
    del request
    assert isinstance(error, HTTPException)
    said = "The body is not JSON." if error.detail == "There was an error parsing the body" else error.detail
    return JSONResponse({"detail": said}, error.status_code, error.headers)
