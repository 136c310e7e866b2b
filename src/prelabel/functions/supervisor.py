"""All functions that serve: a door that stays open, workers behind it that are exchanged. It knows no database."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Callable, Mapping
from functools import cached_property, partial
from pathlib import Path

import psutil

from prelabel.errors import PrelabelError, StartFailed
from prelabel.functions.batching import batch_limits
from prelabel.functions.config import FunctionConfig
from prelabel.functions.control_groups import ControlGroups, find_here
from prelabel.functions.doors import Doors
from prelabel.functions.event_ids import new_event_id
from prelabel.functions.gateway import Gateway, error_response
from prelabel.functions.logs import LogEntry
from prelabel.functions.memory import memory_limit, readable
from prelabel.functions.pool import Pool, PoolLimits
from prelabel.functions.process import Launch, Say
from prelabel.functions.sandbox import Layout, Sandbox, choose
from prelabel.functions.served import BuiltVersion, ServedFunction
from prelabel.functions.variables import worker_variables
from prelabel.functions.volumes import volumes_of
from prelabel.functions.watch import idle_seconds, watch
from prelabel.functions.worker import wire


class Supervisor:
    """Starts versions of functions, and ends all of them with the server."""

    def __init__(
        self, doors: Doors, sandbox: str, data: Path, variables: Mapping[str, str], *, strict: bool = False
    ) -> None:
        self._doors = doors
        self._setting = sandbox
        self._data = data
        self._variables = variables
        self._strict = strict
        self._watch: asyncio.Task[None] | None = None
        self._sandbox: Sandbox | None = None
        self._served: dict[str, ServedFunction] = {}

    def served(self, name: str) -> ServedFunction:
        """The function, made when it is new."""
        if name not in self._served:
            self._served[name] = ServedFunction(name)
        return self._served[name]

    def served_if_any(self, name: str) -> ServedFunction | None:
        return self._served.get(name)

    async def open_door(self, name: str, port: int) -> int:
        """Open the function's own port, 0 for a free one; nothing happens when it has one. Raises `PortTaken`."""
        served = self.served(name)
        if served.port and port in (0, served.port):
            return served.port
        opened = await self._doors.open(port, Gateway(served, self._strict))
        if served.port:
            await self._doors.close(served.port)
        served.port = opened
        return opened

    async def start(self, version: BuiltVersion, say: Say, failed: Callable[[str], None]) -> None:
        """Start the version's workers; when all are ready they take over. Raises `StartFailed`."""
        pool = await self._started(version, say, failed)
        served = self.served(version.config.name)
        served.exchange(pool, version)
        served.again = partial(self._wake, version, say, failed)
        if self._watch is None:
            self._watch = asyncio.create_task(watch(self._served.values), name="watch over functions")

    async def _started(self, version: BuiltVersion, say: Say, failed: Callable[[str], None]) -> Pool:
        _check(version.config)
        await self._make_room(version.config)
        sandbox = await self.sandbox()
        if not version.work.exists():
            await asyncio.to_thread(_copy, version.bundle, version.work)
        if sandbox.rewrites and not version.config.network:
            say(LogEntry("warning", "Without bubblewrap `network: none` keeps nothing from the network."))
        pool = Pool(self._launch(version, sandbox), _limits(version.config), say, failed)
        await pool.start()
        return pool

    async def _wake(self, version: BuiltVersion, say: Say, failed: Callable[[str], None]) -> None:
        """Start an unloaded version again, unless the function was exchanged, switched off or deleted meanwhile."""
        served = self.served(version.config.name)
        try:
            pool = await self._started(version, say, failed)
        except StartFailed:
            if served.wake is None:  # its files went when the new version came
                return
            raise
        if served.wake is None:
            await pool.close(0)
        else:
            served.exchange(pool, version)

    async def _make_room(self, config: FunctionConfig) -> None:
        """Unload idle functions, least recently used first, until this one fits; `StartFailed` says what is left."""
        limit, peak = memory_limit(config), self.served(config.name).peak_bytes
        need = (peak or limit or 0) * config.trigger.workers
        others = [served for served in self._served.values() if served.name != config.name and served.pool]
        others.sort(key=lambda served: served.metrics.last_used)
        for served in others:
            if need <= self.free_bytes():
                return
            if served.idle and (end := served.unload()) is not None:
                await asyncio.wait([end])
        free = self.free_bytes()
        if need > free:
            held = [f"{each.name} {readable(sum(worker.memory_bytes for worker in each.workers()))}" for each in others]
            raise StartFailed(
                f"{config.name} needs {readable(need)} of memory and {readable(free)} are free; "
                f"functions that hold memory: {', '.join(held) or 'none'}. Stop one, or lower its limit or workers."
            )

    def free_bytes(self) -> int:
        """Memory that new workers can have without swapping."""
        return int(psutil.virtual_memory().available)

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
        if self._watch is not None:
            self._watch.cancel()
        await asyncio.gather(*(self.stop(name) for name in list(self._served)))

    async def sandbox(self) -> Sandbox:
        """What all workers run in."""
        if self._sandbox is None:
            self._sandbox = await asyncio.to_thread(choose, self._setting, self._data)
        return self._sandbox

    @cached_property
    def _groups(self) -> ControlGroups | None:
        """What holds workers to their memory, if we may; without what servers that were killed have left there."""
        groups = find_here()
        if groups is not None:
            groups.sweep()
        return groups

    def _launch(self, version: BuiltVersion, sandbox: Sandbox) -> Launch:
        config, environment = version.config, version.environment
        volumes = volumes_of(config, self._data)
        layout = Layout(environment.python, environment.folder, version.work, config.network, volumes)
        start = wire.Start(
            handler=config.handler,
            folder=sandbox.bundle_folder(layout),
            trigger_name=config.trigger.name,
            mapped=sandbox.mapped(layout),
            working_folder=config.image.working_folder,
            strict=self._strict,
        )
        variables = worker_variables(config, layout, sandbox, self._variables)
        farewell, memory = config.trigger.termination_seconds, memory_limit(config)
        return Launch(sandbox, layout, variables, start, self._relay, farewell, memory, self._groups)

    async def _relay(self, call: wire.Call) -> wire.Message:
        """Carry out a worker's call of another function."""
        served = self._served.get(call.function)
        if served is None:
            return wire.Failed(f"There is no function “{call.function}”.")
        event = wire.Event(
            id=new_event_id(),
            method=call.method,
            path=call.path,
            content_type=call.headers.get("Content-Type", ""),
            headers=call.headers,
            timestamp=time.time(),
            body=call.body,
        )
        try:
            async with asyncio.timeout(call.timeout_seconds):
                return await served.call(event)
        except TimeoutError:
            return wire.Failed(f"{call.function} did not answer within {call.timeout_seconds:g} s.")
        except PrelabelError as error:
            return error_response(error)


def _check(config: FunctionConfig) -> None:
    """Raise `InvalidInput` for what the configuration says wrongly of batches, memory or idling."""
    batch_limits(config)
    memory_limit(config)
    idle_seconds(config)


def _limits(config: FunctionConfig) -> PoolLimits:
    trigger = config.trigger
    return PoolLimits(trigger.workers, trigger.wait_seconds, config.event_seconds, config.ready_seconds)


def _copy(bundle: Path, work: Path) -> None:
    """Copy through a second name, so that a copy cut short is never taken for a whole one."""
    unfinished = work.with_name(work.name + ".part")
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.copytree(bundle, unfinished)
    unfinished.rename(work)
