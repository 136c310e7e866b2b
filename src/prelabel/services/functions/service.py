"""The use cases of the function platform; what is under way in the background is a `Deployment` for each function."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from prelabel.domain.function import FunctionState
from prelabel.errors import Conflict, InvalidInput, NotFound
from prelabel.functions import base_images
from prelabel.functions.base_images import BaseImages, question
from prelabel.functions.bundle import ArchiveLimits, BundleFile, BundleSource, assemble, unfinished_part
from prelabel.functions.config import FunctionConfig, HttpTrigger
from prelabel.functions.doors import Doors
from prelabel.functions.environment import Environments
from prelabel.functions.environment_cleanup import remove_unused
from prelabel.functions.inspector import Inspector
from prelabel.functions.known_images import known_image, plain_name
from prelabel.functions.log_follower import follow
from prelabel.functions.logs import LogEntry
from prelabel.functions.port import FunctionPort
from prelabel.functions.process import Worker
from prelabel.functions.repair import Repair
from prelabel.functions.served import ServedFunction
from prelabel.functions.supervisor import Supervisor
from prelabel.functions.worker.wire import Event, Response
from prelabel.functions.written_config import first_config
from prelabel.services.functions.deployment import Deployment, Workshop
from prelabel.services.functions.events import FunctionEvents
from prelabel.services.functions.folders import FunctionFolders
from prelabel.services.functions.housekeeping import Housekeeping
from prelabel.services.functions.projects import FunctionProjects
from prelabel.services.functions.records import FunctionRecords, VersionRecord
from prelabel.services.functions.versions import FileChange, VersionView, changes_between, copy_of
from prelabel.services.functions.views import FunctionView
from prelabel.settings import FEWEST_VERSIONS, Settings
from prelabel.store.session import Database

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Accepted:
    """A bundle that was taken in, and what had to be repaired in its configuration."""

    name: str
    repair: Repair


@dataclass(frozen=True)
class BaseImage:
    """A base image: known to everybody, or by the files that were given; `waiting` are functions that ask for it."""

    name: str
    known: bool
    files: tuple[str, ...]
    waiting: tuple[str, ...]


@dataclass(frozen=True)
class Pruned:
    """How many versions and environments are gone, and the bytes that the environments alone took."""

    versions: int
    environments: int
    freed_bytes: int


class FunctionService:
    """All functions of a server; `variables` is the server's environment, of which they get what programs need.

    `restore` comes first and binds it to the running event loop; `close` comes last.

    `deploy`, `list`, `get` and the logs may be called from any thread; coroutines belong on the loop.
    """

    def __init__(self, settings: Settings, database: Database, doors: Doors, variables: Mapping[str, str]) -> None:
        self.strict = settings.nuclio_strict
        self._kept_versions = settings.kept_versions
        self._limits = ArchiveLimits(settings.max_archive_bytes, settings.max_archive_files)
        self._environments_folder = settings.environments_folder
        self._records = FunctionRecords(database)
        self.projects = FunctionProjects(database)
        self.events = FunctionEvents(database)
        self._folders = FunctionFolders(settings.functions_folder)
        self._supervisor = Supervisor(doors, settings.sandbox, settings.data, variables, strict=settings.nuclio_strict)
        environments = Environments(settings.environments_folder, settings.download_interpreters, variables)
        images = BaseImages(settings.functions_folder.absolute() / base_images.FOLDER)
        inspector = Inspector(environments, self._supervisor.sandbox, variables)
        self._workshop = Workshop(self._records, self._folders, self._supervisor, environments, images, inspector)
        self._deployments: dict[str, Deployment] = {}
        self._housekeeping: Housekeeping | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def restore(self) -> None:
        """Begin to bring all functions back to what they were; see `settled` for the end of that."""
        self._loop = asyncio.get_running_loop()
        await asyncio.to_thread(self._folders.remove_incoming)
        for view in await asyncio.to_thread(self._records.all):
            self._deployment(view.name).restore(view)
        self._housekeeping = Housekeeping(self.prune)

    def deploy(self, source: BundleSource, *, replace: bool) -> str:
        """Take a bundle in as `accept` does; the function's name."""
        return self.accept(source, replace=replace).name

    def accept(self, source: BundleSource, *, replace: bool) -> Accepted:
        """Take a bundle in and return at once; building and starting go on in the background.

        Raises `InvalidInput`, `BadArchive`, or `Conflict` when the name is taken and `replace` is not set.
        """
        assert self._loop is not None, "call restore first"
        incoming = self._folders.incoming()
        try:
            assembled = assemble(source, incoming, self._limits)
            config = assembled.config or _config_of_part(source, incoming)
            record = self._records.add_version(
                config, replace, lambda number: self._folders.place(incoming, config.name, number)
            )
        finally:
            shutil.rmtree(incoming, ignore_errors=True)
        self._loop.call_soon_threadsafe(self._begin, config.name, record, assembled.repair.remarks)
        return Accepted(config.name, assembled.repair)

    def deploy_path(self, path: Path, *, replace: bool) -> str:
        """The same for a folder, a zip or weights on this machine."""
        return self.deploy(BundleSource.from_path(path), replace=replace)

    def roll_back(self, name: str, number: int | None = None) -> int:
        """Deploy an earlier version again, as the newest; the number of the new one.

        Without a number the one before the newest is meant. It starts in the environment it had; raises `NotFound`, or
        `Conflict` when there is no earlier version.
        """
        assert self._loop is not None, "call restore first"
        if number is None:
            number = self._records.versions(name)[-1].number - 1
            if number == 0:
                raise Conflict(f"{name} has one version only; there is nothing to go back to.")
        old, incoming = self._records.numbered(name, number), self._folders.incoming()
        try:
            copy_of(self._folders.bundle(name, number), incoming)
            record = self._records.add_version(
                old.config, True, lambda new: self._folders.place(incoming, name, new), old.environment
            )
        finally:
            shutil.rmtree(incoming, ignore_errors=True)
        remark = f"This is version {number} again."
        self._loop.call_soon_threadsafe(self._begin, name, record, (remark,))
        return record.number

    def switch(self, name: str, *, on: bool) -> None:
        """Start the newest version, building it if it has never been; or stop it, which lasts until it is started."""
        assert self._loop is not None, "call restore first"
        record = self._records.switch(name, on=on)
        self._loop.call_soon_threadsafe(self._deployment(name).begin, record)

    def versions(self, name: str) -> list[VersionView]:
        """All versions of the function, the newest last."""
        return self._records.versions(name)

    def prune(self, keep: int | None = None) -> Pruned:
        """Remove all but the newest `keep` versions of each function (by default as many as the setting says), and
        environments that no version runs in; a removed environment is made again when it is asked for.

        The version that serves stays, and what has an event to finish.
        """
        keep = self._kept_versions if keep is None else keep
        if keep < FEWEST_VERSIONS:
            raise InvalidInput(
                f"At least {FEWEST_VERSIONS} versions stay: the newest, and the one before.", field="keep"
            )
        dropped = self._records.drop_versions(keep, self._at_work)
        for name, number in dropped:
            self._folders.remove_version(name, number)
        gone = Pruned(len(dropped), *remove_unused(self._environments_folder, self._records.environments()))
        if gone.versions or gone.environments:
            log.info("removed %d old versions of functions, %d environments", gone.versions, gone.environments)
        return gone

    def _at_work(self, name: str, number: int) -> bool:
        """Whether workers of the version are there, be it only to finish."""
        served = self._supervisor.served_if_any(name)
        return served is not None and self._folders.work(name, number) in served.folders()

    def changes(self, name: str, number: int, since: int | None = None) -> list[FileChange]:
        """What changed from one version (the one before, if none is named) to another."""
        folders = [self._folders.bundle(name, each) for each in (number - 1 if since is None else since, number)]
        self._records.numbered(name, number)
        return changes_between(*folders) if folders[0].is_dir() else []

    def get(self, name: str) -> FunctionView:
        """Raises `NotFound`."""
        return self._records.get(name)

    async def delete(self, name: str) -> None:
        """End the function and remove all its versions and logs; raises `NotFound`."""
        await asyncio.to_thread(self._records.get, name)
        deployment = self._deployments.pop(name, None)
        if deployment is not None:
            await deployment.cancel()
        await self._supervisor.stop(name)
        await asyncio.to_thread(self._records.delete, name)
        await asyncio.to_thread(self.events.delete_of, name)
        if deployment is not None:
            deployment.close_logs()
        await asyncio.to_thread(self._folders.remove, name)

    async def invoke(self, name: str, event: Event) -> Response:
        """Call the function; raises `NotFound`, `Conflict` when nothing serves, or a `FunctionError`."""
        self._check_known(name)
        return await self._supervisor.served(name).call(event)

    def served(self, name: str) -> ServedFunction:
        """The running function, to look at."""
        self._check_known(name)
        return self._supervisor.served(name)

    def all_served(self) -> list[ServedFunction]:
        """All running functions, and those that try to run."""
        return [self._supervisor.served(name) for name in self._deployments]

    async def stack(self, name: str, number: int) -> str:
        """Where the threads of a worker are; raises `Conflict` when it cannot say."""
        try:
            return await self._worker(name, number).stack()
        except TimeoutError:
            raise Conflict("The worker does not answer: it is in C code that does not let Python run.") from None

    def end_worker(self, name: str, number: int) -> None:
        """End a worker, which is then replaced."""
        self._worker(name, number).end("The worker was ended by hand.")

    def trigger(self, name: str) -> HttpTrigger:
        """How the function is called."""
        return self.served(name).trigger

    def port(self, name: str) -> FunctionPort:
        """The function as a run calls it."""
        assert self._loop is not None, "call restore first"
        self._check_known(name)
        return FunctionPort(self._supervisor.served(name), self._loop)

    def build_log(self, name: str) -> list[LogEntry]:
        """What was said while the newest version was built and started."""
        view = self.get(name)
        return self._workshop.build_log(name, view.newest_version).entries()

    def log(self, name: str, level: str = "", text: str = "", tail: int | None = None) -> list[LogEntry]:
        """What the function's workers logged and printed, of all versions."""
        self.get(name)
        return self._workshop.log(name).entries(level, text, tail)

    def follow_log(self, name: str, level: str = "", text: str = "", tail: int | None = 0) -> AsyncIterator[LogEntry]:
        """The last entries of the function's log and all that come, until it is deleted or the server ends."""
        self._check_known(name)
        return follow(self._deployment(name).log, level, text, tail)

    def bundle_folder(self, name: str) -> Path:
        """The files of the newest version, as they were given."""
        return self._folders.bundle(name, self.get(name).newest_version)

    def base_image(self, image: str) -> BaseImage:
        """What is known of a base image, and who waits for it."""
        name = plain_name(image)
        asked = question(name)
        waiting = [view.name for view in self.list() if view.state is FunctionState.ERROR and view.message == asked]
        known = known_image(name) is not None
        return BaseImage(name, known, tuple(self._workshop.base_images.files(name)), tuple(waiting))

    def tell_base_image(self, image: str, files: tuple[BundleFile, ...]) -> BaseImage:
        """Keep a Dockerfile with its files, or requirements, as what is in an image; build who waited for it.

        Raises `InvalidInput` when the files say nothing.
        """
        assert self._loop is not None, "call restore first"
        self._workshop.base_images.put(image, files)
        told = self.base_image(image)
        for name in told.waiting:
            newest = self._records.version(name, serving=False)
            if newest is not None:
                self._loop.call_soon_threadsafe(self._deployment(name).begin, newest)
        return told

    def set_gives_confidence(self, name: str, version: int, gives: bool) -> None:
        """Remember that a version's answers carry confidences, or do not."""
        self._records.set_gives_confidence(name, version, gives)

    async def settled(self, name: str) -> FunctionView:
        """Wait until the newest version is ready or has failed."""
        await asyncio.sleep(0)  # a deployment that was just asked for begins
        while (deployment := self._deployments.get(name)) is not None and deployment.busy:
            await deployment.finished()
        return await asyncio.to_thread(self.get, name)

    def wait_until_settled(self, name: str) -> FunctionView:
        """The same for a thread that is not the event loop's."""
        assert self._loop is not None, "call restore first"
        return asyncio.run_coroutine_threadsafe(self.settled(name), self._loop).result()

    async def close(self) -> None:
        """End all builds and workers; the records keep their state for the next start."""
        if self._housekeeping is not None:
            await self._housekeeping.close()
        await asyncio.gather(*(deployment.cancel() for deployment in self._deployments.values()))
        await self._supervisor.close()
        for deployment in self._deployments.values():
            deployment.close_logs()

    def list(self, project: str = "") -> list[FunctionView]:
        return self._records.all(project)

    def _deployment(self, name: str) -> Deployment:
        if name not in self._deployments:
            self._deployments[name] = Deployment(name, self._workshop)
        return self._deployments[name]

    def _begin(self, name: str, record: VersionRecord, remarks: tuple[str, ...]) -> None:
        """Build and start a version that was just added."""
        self._deployment(name).begin(record, remarks)
        if self._housekeeping is not None:
            self._housekeeping.ask()

    def _worker(self, name: str, number: int) -> Worker:
        for worker in self.served(name).workers():
            if worker.number == number:
                return worker
        raise NotFound(f"{name} has no worker {number}.")

    def _check_known(self, name: str) -> None:
        if name not in self._deployments:
            raise NotFound(f"There is no function “{name}”.")


def _config_of_part(source: BundleSource, folder: Path) -> FunctionConfig:
    part = unfinished_part(folder)
    assert part is not None, "assemble finds no configuration only where there is a part"
    return first_config(part, source.name, source.project)
