"""All functions that serve: a door that stays open, workers behind it that are exchanged. It knows no database."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from prelabel.errors import StartFailed
from prelabel.functions.config import DEFAULT_BODY_BYTES, FunctionConfig
from prelabel.functions.doors import Doors
from prelabel.functions.environment import Environment
from prelabel.functions.gateway import Gateway
from prelabel.functions.pool import Pool, PoolLimits
from prelabel.functions.process import Launch, Say
from prelabel.functions.sandbox import Layout, Sandbox, choose
from prelabel.functions.variables import worker_variables
from prelabel.functions.worker import wire

RETIRE_SECONDS = 600.0
GRACE_SECONDS = 1.0


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
        self.reason = "The function is not ready yet."
        self._retiring: dict[asyncio.Task[None], Pool] = {}

    async def call(self, event: wire.Event) -> wire.Response:
        """Invoke with the wait for a free worker that the trigger allows."""
        pool = self._serving()
        return await pool.call(event, pool.limits.wait_seconds)

    async def call_patiently(self, event: wire.Event) -> wire.Response:
        """Invoke and wait for a free worker for as long as it takes."""
        return await self._serving().call(event, None)

    def body_limit(self) -> int:
        return self.version.config.trigger.body_bytes if self.version else DEFAULT_BODY_BYTES

    def exchange(self, pool: Pool, version: BuiltVersion) -> None:
        """Serve with `pool` from now on; the old one ends when its last event is done."""
        old_pool, old_version = self.pool, self.version
        self.pool, self.version = pool, version
        if old_pool is not None and old_version is not None:
            task = asyncio.create_task(_retire(old_pool, old_version, version))
            self._retiring[task] = old_pool
            task.add_done_callback(self._retiring.pop)

    async def close(self) -> None:
        """End all workers, those of retiring versions too; calls are refused from now on."""
        pools = [*self._retiring.values(), *([self.pool] if self.pool is not None else [])]
        self.pool = None
        for task in self._retiring:
            task.cancel()
        await asyncio.gather(*(pool.close(GRACE_SECONDS) for pool in pools))

    def _serving(self) -> Pool:
        if self.pool is None:
            raise StartFailed(self.reason)
        return self.pool


class Supervisor:
    """Starts versions of functions, and ends all of them with the server."""

    def __init__(self, doors: Doors, sandbox: str, data: Path, variables: Mapping[str, str]) -> None:
        self._doors = doors
        self._setting = sandbox
        self._data = data
        self._variables = variables
        self._sandbox: Sandbox | None = None
        self._served: dict[str, ServedFunction] = {}

    def served(self, name: str) -> ServedFunction:
        """The function, made when it is new."""
        if name not in self._served:
            self._served[name] = ServedFunction(name)
        return self._served[name]

    async def open_door(self, name: str, port: int) -> int:
        """Open the function's own port, 0 for a free one; nothing happens when it has one. Raises `PortTaken`."""
        served = self.served(name)
        if served.port and port in (0, served.port):
            return served.port
        gateway = Gateway(served.call, served.body_limit)
        opened = await self._doors.open(port, gateway)
        if served.port:
            await self._doors.close(served.port)
        served.port = opened
        return opened

    async def start(self, version: BuiltVersion, say: Say, failed: Callable[[str], None]) -> None:
        """Start the version's workers; when all are ready they take over. Raises `StartFailed`."""
        sandbox = await self._chosen_sandbox()
        if not version.work.exists():
            await asyncio.to_thread(_copy, version.bundle, version.work)
        pool = Pool(self._launch(version, sandbox), _limits(version.config), say, failed)
        await pool.start()
        self.served(version.config.name).exchange(pool, version)

    async def rest(self, name: str, reason: str) -> None:
        """End the workers and leave the door open; callers are told the reason."""
        served = self.served(name)
        served.reason = reason
        await served.close()

    async def stop(self, name: str) -> None:
        """Close the door and end the workers."""
        served = self._served.pop(name, None)
        if served is None:
            return
        if served.port:
            await self._doors.close(served.port)
        await served.close()

    async def close(self) -> None:
        await asyncio.gather(*(self.stop(name) for name in list(self._served)))

    async def _chosen_sandbox(self) -> Sandbox:
        if self._sandbox is None:
            self._sandbox = await asyncio.to_thread(choose, self._setting, self._data)
        return self._sandbox

    def _launch(self, version: BuiltVersion, sandbox: Sandbox) -> Launch:
        config, environment = version.config, version.environment
        layout = Layout(environment.python, environment.folder, version.work)
        start = wire.Start(
            handler=config.handler,
            folder=sandbox.bundle_folder(layout),
            trigger_name=config.trigger.name,
            rewrites=sandbox.rewrites,
            working_folder=config.image.working_folder,
        )
        return Launch(sandbox, layout, worker_variables(config, layout, sandbox, self._variables), start)


async def _retire(pool: Pool, version: BuiltVersion, successor: BuiltVersion) -> None:
    """End the workers of an old version; their copy of its bundle is of no use then."""
    await pool.retire(RETIRE_SECONDS, GRACE_SECONDS)
    if version.work != successor.work:
        await asyncio.to_thread(shutil.rmtree, version.work, ignore_errors=True)


def _limits(config: FunctionConfig) -> PoolLimits:
    trigger = config.trigger
    return PoolLimits(trigger.workers, trigger.wait_seconds, config.event_seconds, config.ready_seconds)


def _copy(bundle: Path, work: Path) -> None:
    """Copy through a second name, so that a copy cut short is never taken for a whole one."""
    unfinished = work.with_name(work.name + ".part")
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.copytree(bundle, unfinished)
    unfinished.rename(work)
