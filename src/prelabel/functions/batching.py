"""Batches of events (`batch.mode: enable` of the http trigger): collected for a moment, handed to a worker together."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from prelabel.errors import InvalidInput
from prelabel.functions.config import FunctionConfig, seconds_of, text_of
from prelabel.functions.pool import Pool
from prelabel.functions.worker import wire

Waiting = tuple[wire.Event, "asyncio.Future[wire.Response]"]


@dataclass(frozen=True)
class BatchLimits:
    """A batch goes off when it holds `size` events, or `seconds` after its first."""

    size: int = 10
    seconds: float = 1.0


def batch_limits(config: FunctionConfig) -> BatchLimits | None:
    """What the http trigger says, None where it wants no batches. Raises `InvalidInput`."""
    triggers = config.raw["spec"].get("triggers") or {}
    trigger = triggers.get(config.trigger.name)
    batch: Any = trigger.get("batch") if isinstance(trigger, Mapping) else None
    if not isinstance(batch, Mapping) or batch.get("mode") != "enable":
        return None
    where = f"spec.triggers.{config.trigger.name}.batch."
    timeout, size = text_of(batch.get("timeout")), text_of(batch.get("batchSize") or 10)
    if not size.isdecimal():
        raise InvalidInput(f"{where}batchSize must be a whole number, not “{size}”.", field=where + "batchSize")
    return BatchLimits(int(size), seconds_of(timeout, where + "timeout") if timeout else 1.0)


class Batcher:
    """Collects the events of one pool."""

    def __init__(self, pool: Pool, limits: BatchLimits) -> None:
        self._pool = pool
        self._limits = limits
        self._waiting: list[Waiting] = []
        self._timer: asyncio.TimerHandle | None = None
        self._sending: set[asyncio.Task[None]] = set()

    async def call(self, event: wire.Event, wait_seconds: float | None) -> wire.Response:
        """The response that has the event's id; raises what `Pool.exchange` raises for the batch."""
        loop = asyncio.get_running_loop()
        response: asyncio.Future[wire.Response] = loop.create_future()
        self._waiting.append((event, response))
        if len(self._waiting) >= self._limits.size:
            self._send(wait_seconds)
        elif self._timer is None:
            self._timer = loop.call_later(self._limits.seconds, self._send, wait_seconds)
        return await response

    def flush(self) -> None:
        """Send what waits, since no more will come."""
        if self._waiting:
            self._send(None)

    def _send(self, wait_seconds: float | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        batch, self._waiting, self._timer = self._waiting, [], None
        task = asyncio.create_task(self._exchange(batch, wait_seconds))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def _exchange(self, batch: list[Waiting], wait_seconds: float | None) -> None:
        try:
            answer = await self._pool.exchange(wire.Many.of([event for event, _ in batch]), wait_seconds)
            assert isinstance(answer, wire.Many)
            for (_, response), message in zip(batch, answer.messages(wire.Response), strict=True):
                if not response.done():
                    response.set_result(message)
        except Exception as error:
            for _, response in batch:
                if not response.done():
                    response.set_exception(error)
