"""Invokes functions through the dashboard, as CVAT does: the name is in a header, the response comes back as it is.

Plain ASGI beside the framework's routes, which would read the body and wrap the answer once more.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from fastapi import APIRouter, Request
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from prelabel.api.nuclio.access import Access
from prelabel.errors import FunctionError, InvalidInput, TooLarge
from prelabel.functions.config import seconds_of
from prelabel.functions.gateway import error_response, read_event, read_headers, send_response
from prelabel.functions.worker.wire import Event, Response
from prelabel.services.functions import FunctionService

METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"]


class Invocations:
    """The function's own status, headers and body; `{"error": …}` for what goes wrong before or around it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        state = scope["app"].state
        functions: FunctionService = state.functions
        access: Access = state.access
        access.may_invoke(Request(scope))  # as the rows of these routes say
        headers = read_headers(scope)
        name = headers.get("X-Nuclio-Function-Name", "")
        if not name:
            raise InvalidInput("Function name must be provided")
        try:
            _check_address(headers.get("X-Nuclio-Invoke-Url", ""), functions.served(name).port)
            event = await read_event(scope, receive, headers, functions.trigger(name))
            path = headers.get("X-Nuclio-Path", scope["path_params"].get("path", "")).lstrip("/")
            event = replace(event, path="/" + path, headers={**headers, "X-Nuclio-Target": name})
            response = await _invoked(functions, name, event, headers.get("X-Nuclio-Invoke-Timeout", ""))
        except (FunctionError, TooLarge) as error:
            response = error_response(error, functions.strict)
        await send_response(send, replace(response, headers=_passed_on(response.headers), logs=[]))


async def _invoked(functions: FunctionService, name: str, event: Event, limit: str) -> Response:
    try:
        async with asyncio.timeout(seconds_of(limit, "x-nuclio-invoke-timeout") if limit else None):
            return await functions.invoke(name, event)
    except TimeoutError:
        told = f"Failed to invoke function: no answer within {limit} (x-nuclio-invoke-timeout)."
        return error_response(FunctionError(told))


def _check_address(address: str, port: int) -> None:
    """A client that chooses one of the function's addresses must choose one that it has."""
    if address and not address.rstrip("/").endswith(f":{port}"):
        raise InvalidInput(f"The function has no address “{address}”; leave x-nuclio-invoke-url out.")


def _passed_on(headers: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in headers.items() if not key.lower().startswith("x-nuclio")}


router = APIRouter(
    routes=[
        Route("/function_invocations", Invocations(), methods=METHODS, include_in_schema=False),
        Route("/function_invocations/{path:path}", Invocations(), methods=METHODS, include_in_schema=False),
    ]
)
