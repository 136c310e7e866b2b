"""The log of a function: at once, live over server-sent events, and as Nuclio streams it."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import PlainTextResponse, Response, StreamingResponse

from prelabel.api.nuclio.access import Functions
from prelabel.api.nuclio.schemas import FunctionLog, LogLine
from prelabel.errors import InvalidInput
from prelabel.functions.config import seconds_of
from prelabel.functions.logs import LEVELS, LogEntry

router = APIRouter(prefix="/functions/{name}", tags=["functions"])

LOGGED_LINES = 1000
SILENCE_SECONDS = 15.0  # then a comment is sent, so that nobody takes the connection for dead


@router.get("/log")
def get_log(functions: Functions, name: str, level: str = "", text: str = "", tail: int = LOGGED_LINES) -> FunctionLog:
    """What the function's workers logged and printed: of `level` or worse, with `text` in it, the last `tail`."""
    return FunctionLog(lines=[LogLine.of(entry) for entry in functions.log(name, _level(level), text, tail)])


@router.get("/log/stream", response_class=StreamingResponse)
async def stream_log(
    functions: Functions,
    name: str,
    level: str = "",
    text: str = "",
    tail: int = 0,
    last: Annotated[str, Header(alias="Last-Event-ID")] = "",
) -> StreamingResponse:
    """The same as server-sent events: the last `tail` lines, then each as it comes; a client that lost the connection
    and comes back misses none that is kept."""
    since = _number(last)
    entries = functions.follow_log(name, _level(level), text, LOGGED_LINES if since else tail)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_events(entries, since), media_type="text/event-stream", headers=headers)


def _level(name: str) -> str:
    """The level that is meant, `warn` being Nuclio's word; an unknown one would pass for all of them."""
    level = "warning" if name == "warn" else name
    if level and level not in LEVELS:
        raise InvalidInput(f"“{name}” is not a level; there are {', '.join(LEVELS)}.", field="level")
    return level


@router.get("/replicas")
def list_replicas(functions: Functions, name: str) -> dict[str, list[str]]:
    """The one replica that a function has here."""
    return {"names": [_replica(functions.get(name).name)]}


@router.get("/logs/{replica}", response_class=PlainTextResponse)
async def get_replica_log(
    functions: Functions,
    name: str,
    replica: str,
    follow: bool = True,
    since: str = "",
    tailLines: int = LOGGED_LINES,  # noqa: N803 - Nuclio's name
) -> Response:
    """The function's log as plain lines; `follow` goes on with those that come, `since` is a duration."""
    if replica != _replica(name):
        raise InvalidInput(f"{name} has no replica “{replica}”.", field="replica")
    earliest = time.time() - seconds_of(since, "since") if since else 0.0
    if follow:
        entries = functions.follow_log(name, tail=tailLines)
        return StreamingResponse(
            (_line(entry) async for entry in entries if entry.time >= earliest), 200, None, "text/plain"
        )
    kept = await asyncio.to_thread(functions.log, name, tail=tailLines)
    return PlainTextResponse("".join(_line(entry) for entry in kept if entry.time >= earliest))


async def _events(entries: AsyncIterator[LogEntry], since: float) -> AsyncIterator[str]:
    """Each entry as an event whose id is its time; a comment now and then while there are none."""
    coming: asyncio.Task[LogEntry] | None = None
    yield ": this log is live\n\n"
    try:
        while True:
            coming = coming or asyncio.ensure_future(anext(entries))
            done, _ = await asyncio.wait([coming], timeout=SILENCE_SECONDS)
            if not done:
                yield ": still here\n\n"
                continue
            try:
                entry = coming.result()
            except StopAsyncIteration:
                return
            coming = None
            if entry.time > since:
                yield f"id: {entry.time!r}\ndata: {LogLine.of(entry).model_dump_json()}\n\n"
    finally:
        if coming is not None:
            coming.cancel()
            with contextlib.suppress(asyncio.CancelledError, StopAsyncIteration):
                await coming


def _line(entry: LogEntry) -> str:
    line = LogLine.of(entry)
    return f"{line.time:%y.%m.%d %H:%M:%S} ({line.level}) {line.message}\n"


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _replica(name: str) -> str:
    return f"nuclio-nuclio-{name}"
