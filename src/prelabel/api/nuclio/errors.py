"""What HTTP makes of each error, in the form of Nuclio's dashboard: `{"error": …}`."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from prelabel import errors

STATUS: tuple[tuple[type[errors.PrelabelError], int], ...] = (
    (errors.TooLarge, 413),
    (errors.InvalidInput, 400),
    (errors.UnknownProject, 412),
    (errors.NotFound, 404),
    (errors.NotSignedIn, 401),
    (errors.NotAllowed, 403),
    (errors.Conflict, 409),
    (errors.EventTimedOut, 408),
    (errors.NoWorkerFree, 503),
    (errors.StartFailed, 503),
)


class Problem(BaseModel):
    """What is wrong, and what to do; `field` is there where one is to blame."""

    error: str
    field: str | None = None


REFUSALS: dict[int | str, dict[str, Any]] = {"4XX": {"model": Problem, "description": "Refused, and nothing changed."}}


def install(app: FastAPI) -> None:
    """Answer our own errors, and those of parsing a request, in the dashboard's form."""
    app.add_exception_handler(errors.PrelabelError, _on_error)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_refused)


def answer(status: int, message: str, field: str | None = None) -> JSONResponse:
    headers = {"WWW-Authenticate": 'Basic realm="functions"'} if status == 401 else None
    return JSONResponse({"error": message} | ({"field": field} if field else {}), status, headers)


async def _on_error(request: Request, error: Exception) -> JSONResponse:
    del request
    assert isinstance(error, errors.PrelabelError)
    status = next((status for kind, status in STATUS if isinstance(error, kind)), 500)
    return answer(status, error.message, getattr(error, "field", None))


async def _on_invalid(request: Request, error: Exception) -> JSONResponse:
    del request
    assert isinstance(error, RequestValidationError)
    faults = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
    return answer(400, f"Failed to parse the request: {faults}")


async def _on_refused(request: Request, error: Exception) -> JSONResponse:
    """What the framework refuses by itself."""
    del request
    assert isinstance(error, HTTPException)
    return answer(error.status_code, str(error.detail))
