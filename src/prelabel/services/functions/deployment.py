"""What happens to one function in the background: built, started, exchanged; every outcome is a state and a log."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Coroutine, Sequence
from functools import partial
from pathlib import Path

from prelabel.domain.function import FunctionState
from prelabel.errors import PortTaken, PrelabelError
from prelabel.functions.base_images import BaseImages
from prelabel.functions.build import build
from prelabel.functions.bundle import unfinished_part
from prelabel.functions.config import FunctionConfig
from prelabel.functions.environment import Environment, Environments, is_whole
from prelabel.functions.inspector import Inspector
from prelabel.functions.logs import Log, LogEntry
from prelabel.functions.makers import complete_bundle
from prelabel.functions.served import BuiltVersion
from prelabel.functions.supervisor import Supervisor
from prelabel.services.functions.folders import FunctionFolders
from prelabel.services.functions.records import FunctionRecords, VersionRecord
from prelabel.services.functions.views import FunctionView

log = logging.getLogger(__name__)
# What a server that was ended leaves behind and the next one goes on with.
UNSETTLED = (FunctionState.WAITING, FunctionState.BUILDING, FunctionState.STARTING, FunctionState.STOPPED)


class Workshop:
    """What all deployments work with."""

    def __init__(
        self,
        records: FunctionRecords,
        folders: FunctionFolders,
        supervisor: Supervisor,
        environments: Environments,
        base_images: BaseImages,
        inspector: Inspector,
    ) -> None:
        self.records = records
        self.folders = folders
        self.supervisor = supervisor
        self.environments = environments
        self.base_images = base_images
        self.inspector = inspector

    def build_log(self, name: str, number: int) -> Log:
        return Log(self.folders.build_log(name, number))

    def log(self, name: str) -> Log:
        return Log(self.folders.log(name))


class Deployment:
    """The background work of one function; a new deploy takes the place of one that is under way."""

    def __init__(self, name: str, workshop: Workshop) -> None:
        self._name = name
        self._shop = workshop
        self._log = workshop.log(name)
        self._build_log: Log | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def busy(self) -> bool:
        return self._task is not None and not self._task.done()

    @property
    def log(self) -> Log:
        """What the function's workers say."""
        return self._log

    async def finished(self) -> None:
        if self._task is not None:
            await asyncio.wait([self._task])

    def begin(self, record: VersionRecord, remarks: Sequence[str] = ()) -> None:
        """Build and start a new version; the one that serves goes on until the new one is ready.

        `remarks` are what was said when it was taken in.
        """
        self._run(self._deploy(record, remarks))

    def restore(self, view: FunctionView) -> None:
        """Bring the function back to what it was when the server ended."""
        self._run(self._restore(view))

    async def cancel(self) -> None:
        """End what is under way."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    def close_logs(self) -> None:
        self._log.end()
        if self._build_log is not None:
            self._build_log.close()

    def _run(self, work: Coroutine[None, None, None]) -> None:
        previous = self._task

        async def after_previous() -> None:
            if previous is not None and not previous.done():
                previous.cancel()
                await asyncio.wait([previous])
            await work

        self._task = asyncio.create_task(after_previous(), name=f"deployment of {self._name}")

    async def _restore(self, view: FunctionView) -> None:
        records, name = self._shop.records, self._name
        self._shop.supervisor.served(name).reason = view.message or "The function is not ready yet."
        newest = await asyncio.to_thread(records.version, name, serving=False)
        serving = await asyncio.to_thread(records.version, name, serving=True)
        with contextlib.suppress(PrelabelError):  # `_deploy` meets the same trouble and tells it
            await self._open_door(view.http_port, view.config.trigger.port)
            if serving is not None and serving != newest:
                await self._restore_serving(serving, view)
        if newest is not None and (serving == newest or view.state in UNSETTLED):
            await self._deploy(newest)

    async def _restore_serving(self, serving: VersionRecord, view: FunctionView) -> None:
        """Start the version that serves in place of a newer one; the state stays that of the newer one."""
        try:
            await self._start(serving, serving.config)
        finally:
            await self._set_state(view.state, view.message)

    async def _deploy(self, record: VersionRecord, remarks: Sequence[str] = ()) -> None:
        self._open_build_log(record.number)
        for remark in remarks:
            self._say("warning", remark)
        try:
            config = record.config
            if config.imported:
                await self._set_state(FunctionState.IMPORTED, "The function was imported and is not built yet.")
                return
            kept = (await asyncio.to_thread(self._shop.records.get, self._name)).http_port
            await self._open_door(kept, config.trigger.port)
            await self._start(record, config)
        except PrelabelError as error:
            self._say("error", error.message)
            await self._set_state(FunctionState.ERROR, error.message)
        except Exception as error:  # a fault of ours, which must not leave the function in a state that never ends
            log.exception("deployment of %s failed", self._name)
            self._say("error", f"{type(error).__name__}: {error}")
            await self._set_state(FunctionState.ERROR, f"{type(error).__name__}: {error}")

    async def _open_door(self, kept: int, wanted: int) -> None:
        """Open the function's port: the one it wants, else the one it had, else a free one."""
        try:
            port = await self._shop.supervisor.open_door(self._name, wanted or kept)
        except PortTaken as error:
            if wanted:
                raise
            self._say("warning", f"{error.message} The function gets another port.")
            port = await self._shop.supervisor.open_door(self._name, 0)
        if port != kept:
            await asyncio.to_thread(self._shop.records.set_port, self._name, port)

    async def _start(self, record: VersionRecord, config: FunctionConfig) -> None:
        environment = _kept_environment(record)
        if environment is None:
            await self._set_state(FunctionState.BUILDING)
            config, environment = await self._build(record, config)
        if config.disabled:
            await self._set_state(FunctionState.STOPPED)
            await self._shop.supervisor.rest(self._name, "The function is switched off (spec.disable).")
            return
        await self._set_state(FunctionState.STARTING)
        self._say("info", f"Starting {config.trigger.workers} worker(s).")
        folders = self._shop.folders
        bundle, work = folders.bundle(self._name, record.number), folders.work(self._name, record.number)
        version = BuiltVersion(config, environment, bundle, work)
        await self._shop.supervisor.start(version, partial(self._hear, self._build_log), self._workers_failed)
        await asyncio.to_thread(self._shop.records.set_serving, self._name, record.id)
        self._say("info", f"Version {record.number} is ready.")

    async def _build(self, record: VersionRecord, config: FunctionConfig) -> tuple[FunctionConfig, Environment]:
        bundle = self._shop.folders.bundle(self._name, record.number)
        part = unfinished_part(bundle)
        if part is not None:
            config = await complete_bundle(bundle, part, config, self._shop.inspector, self._say)
        shop = self._shop
        built = await build(bundle, config, shop.base_images, shop.environments, self._say)
        await asyncio.to_thread(shop.records.set_built, record.id, built.environment.folder, built.config)
        return built.config, built.environment

    async def _set_state(self, state: FunctionState, message: str = "") -> None:
        self._shop.supervisor.served(self._name).reason = message or "The function is not ready yet."
        await asyncio.to_thread(self._shop.records.set_state, self._name, state, message)

    def _workers_failed(self, message: str) -> None:
        """The pool has given up: what served is in error."""
        self._run(self._set_state(FunctionState.ERROR, message))

    def _open_build_log(self, number: int) -> None:
        if self._build_log is not None:
            self._build_log.close()
        self._build_log = self._shop.build_log(self._name, number)

    def _say(self, level: str, message: str) -> None:
        if self._build_log is not None:
            self._build_log.add(level, message)

    def _hear(self, build_log: Log | None, entry: LogEntry) -> None:
        """What a worker says goes to the function's log, and during its start to its version's build log as well."""
        self._log.append(entry)
        if build_log is not None and build_log is self._build_log and self.busy:
            build_log.append(entry)


def _kept_environment(record: VersionRecord) -> Environment | None:
    """The environment that was made for the version, if it is still there."""
    return is_whole(Path(record.environment)) if record.environment else None
