"""The agent protocol: functions that run on other machines, the queues that agents work off, and an event stream."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Annotated, Any

import msgspec
from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from prelabel.api.cvat.bodies import decoded
from prelabel.api.cvat.routing import Router
from prelabel.api.cvat.schemas.agents import (
    RESULT,
    AcquireRead,
    AcquireWrite,
    AssignmentRead,
    FailWrite,
    NativeFunctionRead,
    NativeFunctionWrite,
    UpdateWrite,
)
from prelabel.api.cvat.schemas.base import Listed
from prelabel.api.cvat.services import ServicesDep
from prelabel.api.cvat.signin import ActorDep
from prelabel.errors import NotFound
from prelabel.services.agents import Result

router = Router(prefix="/functions", tags=["functions"])
QUEUE = "/queues/{queue_id}"
REQUEST = QUEUE + "/requests/{request_id}"
RECONNECT_MS = 5000
EVENTS: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}, "description": "Events newrequest."}
}
decoder = msgspec.json.Decoder(Result)


async def _function_id(queue_id: str) -> int:
    kind, _, number = queue_id.partition(":")
    if kind != "function" or not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise NotFound(f"There is no queue “{queue_id}”; queues are called function:<id>.")
    return int(number)


FunctionId = Annotated[int, Depends(_function_id)]


@router.post("", status_code=201)
def create_native_function(services: ServicesDep, actor: ActorDep, body: NativeFunctionWrite) -> NativeFunctionRead:
    """Register a function that agents of the caller will run."""
    return NativeFunctionRead.of(services.natives.create(actor, body.to_domain()))


@router.get("")
def list_native_functions(services: ServicesDep, actor: ActorDep) -> Listed[NativeFunctionRead]:
    """Those that the caller may use, in one page."""
    found = services.natives.list(actor)
    return Listed(count=len(found), results=[NativeFunctionRead.of(view) for view in found])


@router.get("/{function_id}")
def retrieve_native_function(services: ServicesDep, actor: ActorDep, function_id: int) -> NativeFunctionRead:
    return NativeFunctionRead.of(services.natives.get(actor, function_id))


@router.delete("/{function_id}", status_code=204)
def delete_native_function(services: ServicesDep, actor: ActorDep, function_id: int) -> None:
    """What waits for the function fails, and its agents end."""
    services.natives.delete(actor, function_id)


@router.get(QUEUE + "/watch", response_class=StreamingResponse, responses=EVENTS)
async def watch_queue(services: ServicesDep, actor: ActorDep, function_id: FunctionId) -> StreamingResponse:
    """Say when there is something to acquire; an event is a hint and names no request."""
    categories = services.queue.watch(actor, function_id)
    first = await anext(categories)  # what is not allowed is answered as such, and not as a stream that breaks off
    return StreamingResponse(_events(first, categories), media_type="text/event-stream")


@router.post(QUEUE + "/requests/acquire")
def acquire(services: ServicesDep, actor: ActorDep, function_id: FunctionId, body: AcquireWrite) -> AcquireRead:
    """Take the next request of a category, if there is one."""
    found = services.queue.acquire(actor, function_id, body.agent_id, body.request_category)
    return AcquireRead(ar_assignment=found and AssignmentRead(ar_id=found.id, ar_params=found.params))


@router.post(REQUEST + "/update", status_code=204)
def update(services: ServicesDep, actor: ActorDep, function_id: FunctionId, request_id: str, body: UpdateWrite) -> None:
    """Say how far a request is, from 0 to 1, and that its agent is alive."""
    services.queue.update(actor, function_id, request_id, body.agent_id, body.progress)


@router.post(REQUEST + "/complete", status_code=204, openapi_extra=RESULT)
async def complete(
    request: Request, services: ServicesDep, actor: ActorDep, function_id: FunctionId, request_id: str
) -> None:
    """Hand in what a request asked for."""
    body = await request.body()
    await run_in_threadpool(
        lambda: services.queue.complete(actor, function_id, request_id, decoded(decoder, body, "annotations"))
    )


@router.post(REQUEST + "/fail", status_code=204)
def fail(services: ServicesDep, actor: ActorDep, function_id: FunctionId, request_id: str, body: FailWrite) -> None:
    """Give a request up, with a reason for those who wait for it."""
    services.queue.fail(actor, function_id, request_id, body.agent_id, body.exc_info)


async def _events(first: str, categories: AsyncGenerator[str]) -> AsyncIterator[str]:
    """Clients take every blank line for the end of an event, so that there is none but after an event."""
    yield f"retry: {RECONNECT_MS}\n{_event(first)}"
    async with aclosing(categories):
        async for category in categories:
            yield _event(category)


def _event(category: str) -> str:
    if not category:
        return ": nothing new\n"
    return f"event: newrequest\ndata: {json.dumps({'request_category': category})}\n\n"
