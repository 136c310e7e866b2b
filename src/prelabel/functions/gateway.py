"""The HTTP face of a function: a request becomes an event, the response or error goes back. Plain ASGI, for speed."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Awaitable, Callable
from functools import lru_cache
from urllib.parse import parse_qsl

from prelabel.errors import (
    Conflict,
    EventTimedOut,
    FunctionError,
    NotFound,
    NoWorkerFree,
    PrelabelError,
    StartFailed,
    TooLarge,
)
from prelabel.functions.doors import Receive, Scope, Send
from prelabel.functions.worker import wire

HEALTH = "/__internal/health"
LONGEST_LOGS_HEADER = 4096
# What is not listed is 500.
STATUS: dict[type[PrelabelError], int] = {
    NoWorkerFree: 503,
    StartFailed: 503,
    Conflict: 503,
    EventTimedOut: 408,
    TooLarge: 413,
    NotFound: 404,
    FunctionError: 500,
}

Call = Callable[[wire.Event], Awaitable[wire.Response]]


class Gateway:
    """The ASGI application on a function's own port."""

    def __init__(self, call: Call, body_limit: Callable[[], int], strict: bool = False) -> None:
        """`strict` answers a body that is too large as Nuclio does."""
        self._strict = strict
        self._call = call
        self._body_limit = body_limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        if scope["path"].startswith(HEALTH):
            await send_response(send, wire.Response())
            return
        try:
            response = await self._call(await read_event(scope, receive, self._body_limit()))
        except PrelabelError as error:
            response = error_response(error)
            if self._strict and isinstance(error, TooLarge):
                response = wire.Response(400, body=b"Error when parsing request")
        await send_response(send, response)


async def read_event(scope: Scope, receive: Receive, limit_bytes: int) -> wire.Event:
    """The request as an event; raises `TooLarge` as soon as the body is known to be over the limit."""
    headers = {_canonical(name): value.decode("latin-1") for name, value in scope["headers"]}
    declared = headers.get("Content-Length", "")
    if declared.isdecimal():
        _check_size(int(declared), limit_bytes)
    return wire.Event(
        id=str(uuid.uuid4()),
        method=scope["method"],
        path=scope["path"],
        content_type=headers.get("Content-Type", ""),
        headers=headers,
        fields=dict(parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)),
        timestamp=time.time(),
        log_level=headers.get("X-Nuclio-Log-Level", ""),
        body=await _read_body(receive, limit_bytes),
    )


async def send_response(send: Send, response: wire.Response) -> None:
    """Send the response with its length, and the event's log where the request asked for it."""
    headers = [
        (b"content-type", response.content_type.encode("latin-1", "replace")),
        (b"content-length", str(len(response.body)).encode()),
        *(
            (name.lower().encode("latin-1", "replace"), _one_line(value))
            for name, value in response.headers.items()
            if name.lower() not in ("content-type", "content-length")
        ),
    ]
    logs = json.dumps(response.logs).encode() if response.logs else b""
    if 0 < len(logs) < LONGEST_LOGS_HEADER:
        headers.append((b"x-nuclio-logs", logs))
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    await send({"type": "http.response.body", "body": response.body})


def error_response(error: PrelabelError) -> wire.Response:
    """The error as `{"error": …}` with its status."""
    status = next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)
    body = json.dumps({"error": error.message}, ensure_ascii=False).encode()
    return wire.Response(status, "application/json", body=body)


async def _read_body(receive: Receive, limit_bytes: int) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        chunk = message.get("body", b"")
        size += len(chunk)
        _check_size(size, limit_bytes)
        if chunk:
            chunks.append(chunk)
        if not message.get("more_body", False):
            return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def _check_size(size: int, limit_bytes: int) -> None:
    if size > limit_bytes:
        raise TooLarge(
            f"The body has {size} bytes; this function takes {limit_bytes} "
            "(maxRequestBodySize in the attributes of its http trigger)."
        )


@lru_cache(maxsize=512)
def _canonical(name: bytes) -> str:
    return "-".join(word.capitalize() for word in name.decode("latin-1").split("-"))


def _one_line(value: str) -> bytes:
    return value.replace("\r", " ").replace("\n", " ").encode("latin-1", "replace")
