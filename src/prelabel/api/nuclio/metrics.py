"""Our extension: how a function is doing, where its workers are, and the end of one that is stuck."""

from __future__ import annotations

import time

from fastapi import APIRouter, Response
from pydantic import BaseModel

from prelabel.api.nuclio.access import Functions
from prelabel.functions.memory import memory_limit
from prelabel.functions.metrics import SPAN_SECONDS
from prelabel.functions.process import Worker
from prelabel.functions.served import ServedFunction

router = APIRouter(tags=["functions"])


class WorkerMetrics(BaseModel):
    """`busy_seconds` is null while the worker is free; memory is that of its whole process tree."""

    number: int
    events: int
    busy_seconds: float | None
    memory_bytes: int
    peak_bytes: int

    @classmethod
    def of(cls, worker: Worker) -> WorkerMetrics:
        return cls(
            number=worker.number,
            events=worker.events,
            busy_seconds=None if worker.busy_since is None else time.monotonic() - worker.busy_since,
            memory_bytes=worker.memory_bytes,
            peak_bytes=worker.peak_bytes,
        )


class CallSpan(BaseModel):
    """Calls that ended within one span of `FunctionMetrics.span_seconds`; `seconds` is what they took together."""

    calls: int
    errors: int
    seconds: float


class FunctionMetrics(BaseModel):
    """Since the server started; percentiles are seconds over the last calls. `loaded` is false after idling.

    `history` is of the last ten minutes, the oldest span first; the last one is not over yet.
    """

    calls: int
    errors: int
    p50: float
    p95: float
    p99: float
    queue: int
    loaded: bool
    memory_bytes: int
    peak_bytes: int
    limit_bytes: int | None
    workers: list[WorkerMetrics]
    span_seconds: float
    history: list[CallSpan]

    @classmethod
    def of(cls, served: ServedFunction) -> FunctionMetrics:
        workers = [WorkerMetrics.of(worker) for worker in served.workers()]
        return cls(
            calls=served.metrics.calls,
            errors=served.metrics.errors,
            **vars(served.metrics.latency()),
            queue=served.pool.queue if served.pool is not None else 0,
            loaded=served.pool is not None,
            memory_bytes=sum(worker.memory_bytes for worker in workers),
            peak_bytes=served.peak_bytes,
            limit_bytes=memory_limit(served.version.config) if served.version is not None else None,
            workers=workers,
            span_seconds=SPAN_SECONDS,
            history=[CallSpan(**vars(span)) for span in served.metrics.history.spans(time.monotonic())],
        )


class Stack(BaseModel):
    text: str


@router.get("/functions/{name}/metrics")
async def get_metrics(functions: Functions, name: str) -> FunctionMetrics:
    """Calls, errors, latency, queue, workers, memory."""
    return FunctionMetrics.of(functions.served(name))


@router.get("/function_metrics")
async def list_metrics(functions: Functions) -> dict[str, FunctionMetrics]:
    """The same of all functions, by name."""
    return {served.name: FunctionMetrics.of(served) for served in functions.all_served()}


@router.get("/functions/{name}/workers/{number}/stack")
async def get_stack(functions: Functions, name: str, number: int) -> Stack:
    """The line at which each thread of a worker is."""
    return Stack(text=await functions.stack(name, number))


@router.delete("/functions/{name}/workers/{number}", status_code=204)
async def end_worker(functions: Functions, name: str, number: int) -> Response:
    """End a worker, in the middle of an event too; it is replaced."""
    functions.end_worker(name, number)
    return Response(status_code=204)
