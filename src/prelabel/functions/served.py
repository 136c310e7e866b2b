"""One function that serves: its port, the pool of the version whose workers answer, what is counted of it."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path

from prelabel.errors import StartFailed
from prelabel.functions.batching import Batcher, batch_limits
from prelabel.functions.config import FunctionConfig, HttpTrigger
from prelabel.functions.environment import Environment
from prelabel.functions.metrics import Metrics
from prelabel.functions.pool import Pool
from prelabel.functions.process import Worker
from prelabel.functions.worker import wire

RETIRE_SECONDS = 600.0
GRACE_SECONDS = 1.0
_DEFAULT_TRIGGER = HttpTrigger()
SERVER_ERROR = 500  # what a handler answers from here on counts as an error, as one that raises


@dataclass(frozen=True)
class BuiltVersion:
    """A version that can be started: `bundle` is kept as it was given, `work` is the copy its workers write in."""

    config: FunctionConfig
    environment: Environment
    bundle: Path
    work: Path


class ServedFunction:
    """One function: its port, and the pool of the version that serves now, if any."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.port = 0
        self.pool: Pool | None = None
        self.version: BuiltVersion | None = None
        self.metrics = Metrics()
        self.peak_bytes = 0
        self.again: Callable[[], Awaitable[None]] | None = None  # starts the version that serves once more
        self.wake: Callable[[], Awaitable[None]] | None = None  # the same, set while the function is unloaded
        self._waking = asyncio.Lock()
        self._batcher: Batcher | None = None
        self.reason = "The function is not ready yet."
        self._retiring: dict[asyncio.Task[None], Pool | None] = {}

    async def call(self, event: wire.Event, *, patiently: bool = False) -> wire.Response:
        """Invoke with the wait for a free worker that the trigger allows, or `patiently` for as long as it takes."""
        begun, failed = self.metrics.begin(), True
        try:
            pool = await self._serving()
            wait_seconds = None if patiently else pool.limits.wait_seconds
            response = await (self._batcher or pool).call(event, wait_seconds)
            failed = response.status >= SERVER_ERROR
            return response
        finally:
            self.metrics.end(begun, failed)

    @property
    def idle(self) -> bool:
        """Whether its workers are there for nobody."""
        return self.pool is not None and self.pool.idle and not self.metrics.under_way

    @property
    def trigger(self) -> HttpTrigger:
        """How the version that serves is called."""
        return self.version.config.trigger if self.version is not None else _DEFAULT_TRIGGER

    def exchange(self, pool: Pool, version: BuiltVersion) -> None:
        """Serve with `pool` from now on; the old one ends when its last event is done."""
        old_pool, old_version = self.pool, self.version
        if self._batcher is not None:
            self._batcher.flush()
        self.pool, self.version, self.wake = pool, version, None
        limits = batch_limits(version.config)
        self._batcher = Batcher(pool, limits) if limits is not None else None
        if old_version is not None:
            self._ends(old_pool, _retire(old_pool, old_version, version))

    def unload(self) -> asyncio.Task[None] | None:
        """Begin to end the workers, which nobody calls; the next call starts them again. The task is their end."""
        if self.pool is None:
            return None
        pool, self.pool, self.wake = self.pool, None, self.again
        return self._ends(pool, pool.close(GRACE_SECONDS))

    def _ends(self, pool: Pool | None, end: Coroutine[None, None, None]) -> asyncio.Task[None]:
        """Look after a pool that does not serve any more until it has ended."""
        task = asyncio.create_task(end)
        self._retiring[task] = pool
        task.add_done_callback(self._retiring.pop)
        return task

    async def close(self) -> None:
        """End all workers, those of retiring versions too; calls are refused from now on."""
        pools = [*self._retiring.values(), *([self.pool] if self.pool is not None else [])]
        self.pool = self.wake = None
        for task in self._retiring:
            task.cancel()
        await asyncio.gather(*(pool.close(GRACE_SECONDS) for pool in pools if pool is not None))

    def workers(self) -> list[Worker]:
        """Those of the version that serves."""
        return list(self.pool.workers.values()) if self.pool is not None else []

    def all_workers(self) -> list[Worker]:
        """Those too of older versions that have an event to finish."""
        retiring = [pool for pool in self._retiring.values() if pool is not None]
        return self.workers() + [worker for pool in retiring for worker in pool.workers.values()]

    def folders(self) -> set[Path]:
        """Where the workers of this version, and of older ones that have not ended yet, work."""
        return {pool.folder for pool in [self.pool, *list(self._retiring.values())] if pool is not None}

    async def _serving(self) -> Pool:
        if self.pool is None and self.wake is not None:
            async with self._waking:
                if self.pool is None and self.wake is not None:
                    await self.wake()
        if self.pool is None:
            raise StartFailed(self.reason)
        return self.pool


async def _retire(pool: Pool | None, version: BuiltVersion, successor: BuiltVersion) -> None:
    """End the workers of an old version; their copy of its bundle is of no use then."""
    if pool is not None:
        await pool.retire(RETIRE_SECONDS, GRACE_SECONDS)
    if version.work != successor.work:
        await asyncio.to_thread(shutil.rmtree, version.work, ignore_errors=True)
