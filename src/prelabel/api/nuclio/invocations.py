"""Invokes functions through the dashboard, as CVAT does: the name is in a header, the response comes back as it is."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from fastapi import APIRouter, Request, Response

from prelabel.api.nuclio.access import Functions
from prelabel.api.nuclio.errors import answer
from prelabel.errors import InvalidInput
from prelabel.functions.config import seconds_of
from prelabel.functions.gateway import read_event

router = APIRouter(tags=["invocations"])

METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"]


@router.api_route("/function_invocations", methods=METHODS, include_in_schema=False)
@router.api_route("/function_invocations/{path:path}", methods=METHODS, include_in_schema=False)
async def invoke(request: Request, functions: Functions, path: str = "") -> Response:
    """The function's own status, headers and body; `{"error": …}` for what goes wrong before or around it."""
    name = request.headers.get("x-nuclio-function-name", "")
    if not name:
        raise InvalidInput("Function name must be provided")
    event = await read_event(request.scope, request.receive, functions.body_limit(name))
    path = request.headers.get("x-nuclio-path", path).lstrip("/")
    event = replace(event, path="/" + path, headers={**event.headers, "X-Nuclio-Target": name})
    limit = request.headers.get("x-nuclio-invoke-timeout")
    try:
        async with asyncio.timeout(seconds_of(limit, "x-nuclio-invoke-timeout") if limit else None):
            response = await functions.invoke(name, event)
    except TimeoutError:
        return answer(500, f"Failed to invoke function: no answer within {limit} (x-nuclio-invoke-timeout).")
    headers = {key: value for key, value in response.headers.items() if not key.lower().startswith("x-nuclio")}
    headers["content-type"] = response.content_type
    return Response(response.body, response.status, headers)
