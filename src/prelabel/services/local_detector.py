"""A detector from weights or a function's folder, run by the function engine for one command, without a server."""

from __future__ import annotations

import asyncio
import hashlib
import tempfile
import threading
from collections.abc import Callable, Coroutine, Iterator, Mapping
from concurrent.futures import wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from prelabel.domain.function import FunctionSpec, ModelLabel
from prelabel.errors import InvalidInput
from prelabel.functions.base_images import FOLDER, BaseImages
from prelabel.functions.build import build
from prelabel.functions.bundle import ArchiveLimits, BundleSource, assemble, unfinished_part
from prelabel.functions.config import FunctionConfig
from prelabel.functions.environment import Environments
from prelabel.functions.inspector import Inspector
from prelabel.functions.logs import LogEntry
from prelabel.functions.makers import complete_bundle
from prelabel.functions.model_card import read_model_card
from prelabel.functions.port import FunctionPort
from prelabel.functions.served import BuiltVersion
from prelabel.functions.supervisor import Supervisor
from prelabel.functions.written_config import first_config
from prelabel.settings import Settings

Result = TypeVar("Result")
Say = Callable[[str], None]
TOLD = ("warning", "error")
STEP_SECONDS = 0.5  # Ctrl+C does not interrupt an endless wait on Windows


@dataclass(frozen=True)
class LocalDetector:
    """A function that is assembled and known; `running` builds its environment and starts its workers."""

    identity: str
    spec: FunctionSpec
    config: FunctionConfig
    folder: Path
    engine: _Engine

    @property
    def labels(self) -> tuple[ModelLabel, ...]:
        return self.spec.labels

    @contextmanager
    def running(self) -> Iterator[FunctionPort]:
        """The function with all its workers ready; they end with the context. Raises `BuildFailed`, `StartFailed`."""
        engine = self.engine
        bundle, work = self.folder / "bundle", self.folder / "work"
        built = engine.wait(build(bundle, self.config, engine.images, engine.environments, engine.hear_build))
        version = BuiltVersion(built.config, built.environment, bundle, work)
        try:
            engine.wait(engine.supervisor.start(version, engine.hear_worker, lambda _: None))
            yield FunctionPort(engine.supervisor.served(self.config.name), engine.loop)
        finally:
            engine.wait(engine.supervisor.close())


@contextmanager
def local_detector(
    model: Path, settings: Settings, workers: int | None, say: Say, variables: Mapping[str, str]
) -> Iterator[LocalDetector]:
    """The detector in weights, a folder or a zip; `workers` None leaves their number to the function.

    `say` is told what takes long and what goes wrong. Raises `InvalidInput` when it is no detector.
    """
    with (
        tempfile.TemporaryDirectory(prefix="prelabel-", ignore_cleanup_errors=True) as name,
        _engine(settings, say, variables) as engine,
    ):
        folder = Path(name).resolve()
        bundle = folder / "bundle"
        bundle.mkdir()
        limits = ArchiveLimits(settings.max_archive_bytes, settings.max_archive_files)
        config = assemble(BundleSource.from_path(model), bundle, limits).config
        identity = _identity(bundle)
        if config is None:
            part = unfinished_part(bundle)
            assert part is not None, "assemble finds no configuration only where there is a part"
            config = engine.wait(
                complete_bundle(bundle, part, first_config(part, "", ""), engine.inspector, engine.hear_build)
            )
        yield LocalDetector(identity, _detector_spec(config), _with_workers(config, workers), folder, engine)


@dataclass(frozen=True)
class _Engine:
    """An event loop in a thread of its own, with what makes environments and keeps workers."""

    loop: asyncio.AbstractEventLoop
    environments: Environments
    inspector: Inspector
    images: BaseImages
    supervisor: Supervisor
    say: Say

    def wait(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Do the work on the loop; Ctrl+C here ends it there."""
        future = asyncio.run_coroutine_threadsafe(work, self.loop)
        try:
            while not future.done():
                wait([future], STEP_SECONDS)
        except BaseException:
            future.cancel()
            raise
        return future.result()

    def hear_build(self, level: str, message: str) -> None:
        if level in TOLD or message.startswith("Making the environment"):
            self.say(message)

    def hear_worker(self, entry: LogEntry) -> None:
        if entry.level in TOLD:
            self.say(entry.message)


@contextmanager
def _engine(settings: Settings, say: Say, variables: Mapping[str, str]) -> Iterator[_Engine]:
    runner = asyncio.Runner(loop_factory=asyncio.new_event_loop)
    loop = runner.get_loop()
    thread = threading.Thread(target=_run, args=(runner,), name="functions", daemon=True)
    thread.start()
    try:
        environments = Environments(settings.environments_folder, settings.download_interpreters, variables)
        supervisor = Supervisor(_NoDoors(), settings.sandbox, settings.data, variables)
        images = BaseImages(settings.functions_folder / FOLDER)
        inspector = Inspector(environments, supervisor.sandbox, variables)
        yield _Engine(loop, environments, inspector, images, supervisor, say)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


def _run(runner: asyncio.Runner) -> None:
    """Until the loop is stopped; what waits on it then, as for a worker that never came, is cancelled."""
    with runner:
        runner.get_loop().run_forever()


class _NoDoors:
    """The function of a command has no port of its own."""

    async def open(self, port: int, app: object) -> int:
        raise NotImplementedError

    async def close(self, port: int) -> None:
        raise NotImplementedError


def _detector_spec(config: FunctionConfig) -> FunctionSpec:
    spec, trouble = read_model_card(config)
    if spec.kind != "detector":
        raise InvalidInput(
            f"{spec.name} is of the kind “{spec.kind or 'none'}”; only a detector can annotate pictures "
            "(metadata.annotations.type).",
            field="model",
        )
    if not spec.labels:
        raise InvalidInput(f"{spec.name} names no labels. {trouble}".strip(), field="model")
    return spec


def _with_workers(config: FunctionConfig, workers: int | None) -> FunctionConfig:
    return config if workers is None else replace(config, trigger=replace(config.trigger, workers=workers))


def _identity(bundle: Path) -> str:
    """A hash of all files and their names."""
    digest = hashlib.sha256()
    for path in sorted(path for path in bundle.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        digest.update(f"{path.relative_to(bundle).as_posix()}\0{content}\0".encode())
    return digest.hexdigest()
