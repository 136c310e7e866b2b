"""Our extension: how a function is doing, where its workers are, and the end of one that is stuck."""

from __future__ import annotations

import time

from fastapi import APIRouter, Response
from pydantic import BaseModel

from prelabel.api.nuclio.access import Functions
from prelabel.functions.process import Worker

router = APIRouter(prefix="/functions/{name}", tags=["functions"])


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


class FunctionMetrics(BaseModel):
    """Since the server started; percentiles are seconds over the last calls. `loaded` is false after idling."""

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


class Stack(BaseModel):
    text: str


@router.get("/metrics")
async def get_metrics(functions: Functions, name: str) -> FunctionMetrics:
    """Calls, errors, latency, queue, workers, memory."""
    served = functions.served(name)
    latency, workers = served.metrics.latency(), [WorkerMetrics.of(worker) for worker in served.workers()]
    return FunctionMetrics(
        calls=served.metrics.calls,
        errors=served.metrics.errors,
        **vars(latency),
        queue=served.pool.queue if served.pool is not None else 0,
        loaded=served.pool is not None,
        memory_bytes=sum(worker.memory_bytes for worker in workers),
        peak_bytes=served.peak_bytes,
        limit_bytes=functions.memory_limit(name),
        workers=workers,
    )


@router.get("/workers/{number}/stack")
async def get_stack(functions: Functions, name: str, number: int) -> Stack:
    """The line at which each thread of a worker is."""
    return Stack(text=await functions.stack(name, number))


@router.delete("/workers/{number}", status_code=204)
async def end_worker(functions: Functions, name: str, number: int) -> Response:
    """End a worker, in the middle of an event too; it is replaced."""
    functions.end_worker(name, number)
    return Response(status_code=204)
