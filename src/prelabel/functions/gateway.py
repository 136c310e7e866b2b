"""The HTTP face of a function: a request becomes an event, the response or error goes back. Plain ASGI, for speed."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Protocol
from urllib.parse import parse_qsl

from prelabel.errors import (
    Conflict,
    EventTimedOut,
    FunctionError,
    HeadersTooLarge,
    InvalidInput,
    NotAllowed,
    NotFound,
    NoWorkerFree,
    PrelabelError,
    StartFailed,
    TooLarge,
)
from prelabel.functions.config import HttpTrigger
from prelabel.functions.cors import PREFLIGHT
from prelabel.functions.doors import Receive, Scope, Send
from prelabel.functions.event_ids import new_event_id
from prelabel.functions.worker import wire

HEALTH = "/__internal/health"
LONGEST_LOGS_HEADER = 4096
PIECE_BYTES = 2**20
# What is not listed is 500.
STATUS: dict[type[PrelabelError], int] = {
    NoWorkerFree: 503,
    StartFailed: 503,
    Conflict: 503,
    EventTimedOut: 408,
    HeadersTooLarge: 431,
    TooLarge: 413,
    InvalidInput: 400,
    NotAllowed: 403,
    NotFound: 404,
    FunctionError: 500,
}
# What Nuclio 1.14 answers, which does not say more.
STRICT: dict[type[PrelabelError], wire.Response] = {
    NoWorkerFree: wire.Response(503),
    EventTimedOut: wire.Response(408, body=b'{"error": "handler timed out"}'),
    TooLarge: wire.Response(400, body=b"Error when parsing request"),
    HeadersTooLarge: wire.Response(431, body=b"Too big request header"),
}


class Callee(Protocol):
    """The function behind the gateway; its trigger changes with its version."""

    @property
    def trigger(self) -> HttpTrigger: ...

    async def call(self, event: wire.Event) -> wire.Response:
        """Raises a `PrelabelError`."""
        ...


class Gateway:
    """The ASGI application on a function's own port."""

    def __init__(self, function: Callee, strict: bool = False) -> None:
        """`strict` answers errors as Nuclio does."""
        self._function = function
        self._strict = strict

    def welcomes(self, origin: str) -> bool:
        """Whether pages of a foreign origin may call the function."""
        cors = self._function.trigger.cors
        return cors is not None and cors.welcomes(origin)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        if scope["path"].startswith(HEALTH):
            await send_response(send, wire.Response())
            return
        headers = read_headers(scope)
        try:
            response = await self._answer(scope, receive, headers)
        except PrelabelError as error:
            response = error_response(error, self._strict)
        await send_response(send, response)

    async def _answer(self, scope: Scope, receive: Receive, headers: dict[str, str]) -> wire.Response:
        trigger = self._function.trigger
        if trigger.cors is None or "Origin" not in headers:
            return await self._function.call(await read_event(scope, receive, headers, trigger))
        origin = headers["Origin"]
        if scope["method"] == PREFLIGHT and "Access-Control-Request-Method" in headers:
            return self._preflight(origin, headers)
        if not trigger.cors.welcomes(origin):
            raise NotAllowed(f"Pages of {origin} may not call this function (cors.allowOrigins of its http trigger).")
        response = await self._function.call(await read_event(scope, receive, headers, trigger))
        return replace(response, headers={**response.headers, **trigger.cors.answer_headers(origin)})

    def _preflight(self, origin: str, headers: Mapping[str, str]) -> wire.Response:
        """The answer to a browser that asks before it sends; the function does not hear of it."""
        cors = self._function.trigger.cors
        vary = {"Vary": "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"}
        wanted = headers.get("Access-Control-Request-Headers", "")
        if cors is None or not cors.allows(origin, headers["Access-Control-Request-Method"], wanted):
            return wire.Response(400, headers=vary)
        return wire.Response(headers=vary | cors.preflight_headers(origin))


def read_headers(scope: Scope) -> dict[str, str]:
    """The request's headers under their canonical names; of a repeated one the last."""
    return {_canonical(name): value.decode("latin-1") for name, value in scope["headers"]}


async def read_event(scope: Scope, receive: Receive, headers: dict[str, str], trigger: HttpTrigger) -> wire.Event:
    """The request as an event.

    Raises `HeadersTooLarge`, `TooLarge` as soon as the body is known to be over the limit, `InvalidInput` when it is
    cut short.
    """
    limit_bytes = trigger.body_bytes
    if trigger.header_bytes is not None:
        _check_headers(scope, trigger.header_bytes)
    declared = headers.get("Content-Length", "")
    if declared.isdecimal():
        _check_size(int(declared), limit_bytes)
    query = scope.get("query_string", b"")
    return wire.Event(
        id=new_event_id(),
        method=scope["method"],
        path=scope["path"],
        content_type=headers.get("Content-Type", ""),
        headers=headers,
        fields=dict(parse_qsl(query.decode("latin-1"), keep_blank_values=True)) if query else {},
        timestamp=time.time(),
        log_level=headers.get("X-Nuclio-Log-Level", ""),
        takes_file=True,
        body=await _read_body(receive, limit_bytes),
    )


async def send_response(send: Send, response: wire.Response) -> None:
    """Send the response with its length, and the event's log where the request asked for it."""
    headers = [
        (b"server", b"nuclio"),
        (b"content-type", response.content_type.encode("latin-1", "replace")),
        (b"content-length", str(_length(response)).encode()),
        *(
            (name.lower().encode("latin-1", "replace"), _one_line(value))
            for name, value in response.headers.items()
            if name.lower() not in ("content-type", "content-length", "server")
        ),
    ]
    logs = json.dumps(response.logs).encode() if response.logs else b""
    if 0 < len(logs) < LONGEST_LOGS_HEADER:
        headers.append((b"x-nuclio-logs", logs))
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    if response.file is not None:
        with response.file as file:
            while piece := await asyncio.to_thread(file.read, PIECE_BYTES):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": response.body})


def error_response(error: PrelabelError, strict: bool = False) -> wire.Response:
    """The error as `{"error": …}` with its status, or as Nuclio answers it."""
    if strict and type(error) in STRICT:
        return STRICT[type(error)]
    status = next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)
    body = json.dumps({"error": error.message}, ensure_ascii=False).encode()
    return wire.Response(status, "application/json", body=body)


def _length(response: wire.Response) -> int:
    return len(response.body) if response.file is None else os.fstat(response.file.fileno()).st_size


async def _read_body(receive: Receive, limit_bytes: int) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise InvalidInput("The connection ended before the body was complete.")
        chunk = message.get("body", b"")
        size += len(chunk)
        _check_size(size, limit_bytes)
        if chunk:
            chunks.append(chunk)
        if not message.get("more_body", False):
            return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def _check_headers(scope: Scope, limit_bytes: int) -> None:
    """As Nuclio counts: the first line, the headers with their line ends, an empty line."""
    first_line = f"{scope['method']} {scope['path']}?{scope.get('query_string', b'').decode('latin-1')} HTTP/1.1\r\n"
    size = len(first_line) + len("\r\n")
    size += sum(len(name) + len(value) + len(": \r\n") for name, value in scope["headers"])
    if size > limit_bytes:
        raise HeadersTooLarge(
            f"The header block has {size} bytes; this function takes {limit_bytes} "
            "(readBufferSize in the attributes of its http trigger)."
        )


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
