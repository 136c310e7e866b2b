"""Looks after running functions: ends workers over their memory limit, unloads functions that nobody calls."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from prelabel.functions.config import FunctionConfig, seconds_of, text_of
from prelabel.functions.memory import resident_bytes
from prelabel.functions.served import ServedFunction

ROUND_SECONDS = 0.5

log = logging.getLogger(__name__)


def idle_seconds(config: FunctionConfig) -> float | None:
    """After how long without a call the function is unloaded (`spec.scaleToZero.scaleResources`); None for never."""
    scale: Any = config.raw["spec"].get("scaleToZero")
    entries: Any = scale.get("scaleResources") if isinstance(scale, Mapping) else None
    windows = [text_of(entry.get("windowSize")) for entry in entries or [] if isinstance(entry, Mapping)]
    field = "spec.scaleToZero.scaleResources"
    return min((seconds_of(window, field) for window in windows if window), default=None)


async def watch(functions: Callable[[], Iterable[ServedFunction]]) -> None:
    """Go on until cancelled."""
    while True:
        await asyncio.sleep(ROUND_SECONDS)
        try:
            await _look_after(list(functions()))
        except Exception:
            log.exception("the watch over functions stumbled")


async def _look_after(functions: list[ServedFunction]) -> None:
    everybody = ((served, worker) for served in functions for worker in served.all_workers())
    workers = {worker.pid: (served, worker) for served, worker in everybody if worker.alive}
    if not workers:
        return
    for pid, size in (await asyncio.to_thread(resident_bytes, workers)).items():
        served, worker = workers[pid]
        worker.measured(size)
        served.peak_bytes = max(served.peak_bytes, worker.memory_bytes)
        worker.hold_to_limit()
    for served in functions:
        if served.pool is not None:
            served.peak_bytes = max(served.peak_bytes, served.pool.peak_bytes)
        if _is_forgotten(served):
            served.unload()


def _is_forgotten(served: ServedFunction) -> bool:
    if served.version is None or not served.idle:
        return False
    patience = idle_seconds(served.version.config)
    return patience is not None and time.monotonic() - served.metrics.last_used > patience
