"""Gives a task its data: turns what was uploaded into frames and jobs, all of it or nothing."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import msgspec
from sqlalchemy import insert
from sqlalchemy.orm import Session

from prelabel.domain import jobs as job_words
from prelabel.domain.actor import Actor
from prelabel.domain.frames import Frame
from prelabel.errors import Conflict, InvalidInput
from prelabel.media import archive
from prelabel.media.order import SORTING_METHODS, ordered
from prelabel.media.probe import probe
from prelabel.services import access
from prelabel.services.media import MediaFiles
from prelabel.services.requests import Outcome, Report, RequestService, Work
from prelabel.services.uploads import Staged, UploadService
from prelabel.settings import Settings
from prelabel.store.session import Database
from prelabel.store.tables.base import now
from prelabel.store.tables.requests import Request
from prelabel.store.tables.tasks import FrameRow, Job, Task

FULL_HD = 1920 * 1080
FRAMES_PER_CHUNK = 36
CHUNK_SIZES = (2, 72)
READERS = 4
REPORT_EVERY = 100

NamedFile = tuple[str, Path]


@dataclass(frozen=True)
class DataOptions:
    """How the pictures become frames; see CVAT's `data` call."""

    image_quality: int = 70
    chunk_size: int = 0
    sorting_method: str = "lexicographical"
    upload_file_order: tuple[str, ...] = ()
    start_frame: int = 0
    stop_frame: int | None = None
    frame_filter: str = ""

    def __post_init__(self) -> None:
        if self.sorting_method not in SORTING_METHODS:
            raise InvalidInput(f"Use one of {', '.join(SORTING_METHODS)}.", field="sorting_method")
        if not 0 <= self.image_quality <= 100:
            raise InvalidInput("It must lie in 0..100.", field="image_quality")
        if self.step < 1:
            raise InvalidInput("It must be “step=N” with N of at least 1.", field="frame_filter")
        if self.start_frame < 0 or self.chunk_size < 0:
            raise InvalidInput("It cannot be negative.", field="start_frame" if self.start_frame < 0 else "chunk_size")

    @property
    def step(self) -> int:
        name, _, number = self.frame_filter.partition("=")
        return 1 if not self.frame_filter else int(number) if name == "step" and number.isdecimal() else 0

    @property
    def chosen(self) -> slice:
        stop = None if self.stop_frame is None else self.stop_frame + 1
        return slice(self.start_frame, stop, self.step)


def data_target(task_id: int) -> str:
    """What uploads of a task's pictures are for."""
    return f"task:{task_id}:data"


class CreationService:
    def __init__(
        self,
        settings: Settings,
        database: Database,
        media: MediaFiles,
        uploads: UploadService,
        requests: RequestService,
    ) -> None:
        self._settings = settings
        self._database = database
        self._media = media
        self._uploads = uploads
        self._requests = requests
        requests.register("create", self._perform)

    def open(self, actor: Actor, task_id: int) -> str:
        """Check that the task may still be given data; answers what its uploads are for."""
        with self._database.read() as session:
            _empty_task(session, actor, task_id)
        return data_target(task_id)

    def start(self, actor: Actor, task_id: int, options: DataOptions) -> str:
        """Make frames of what was uploaded, in the background; answers the request's id."""
        if not self._uploads.staged(self.open(actor, task_id)):
            raise InvalidInput("No file was uploaded for this task.", field="client_files")
        work = Work("create", "task", task_id=task_id, options=asdict(options))
        return self._requests.start(actor, work)

    def _perform(self, request: Request, report: Report) -> Outcome:
        assert request.task_id is not None
        options = msgspec.convert(request.options, DataOptions)
        target = data_target(request.task_id)
        try:
            frames = self._frames(request.task_id, self._uploads.staged(target), options, report)
            self._store(request.task_id, frames, options)
        except BaseException:
            self._media.remove_task(request.task_id)
            raise
        finally:
            self._uploads.discard(target)
        return Outcome()

    def _frames(self, task_id: int, staged: Sequence[Staged], options: DataOptions, report: Report) -> list[Frame]:
        """Read, check and store each picture; several at once, since reading and decoding leave Python's lock."""
        frames = []
        with self._unpacked(staged) as files, ThreadPoolExecutor(READERS) as readers:
            chosen = _chosen(files, options)
            for frame in readers.map(partial(self._frame, task_id), range(len(chosen)), chosen):
                frames.append(frame)
                if len(frames) % REPORT_EVERY == 0:
                    report(len(frames) / len(chosen))
        return frames

    @contextmanager
    def _unpacked(self, staged: Sequence[Staged]) -> Iterator[list[NamedFile]]:
        """All files by name, those of archives too, which lie unpacked on the disk meanwhile."""
        limits = archive.Limits(files=self._settings.max_archive_files, total_bytes=self._settings.max_archive_bytes)
        with tempfile.TemporaryDirectory(dir=self._settings.uploads_folder) as folder:
            files: list[NamedFile] = []
            for file in staged:
                if not _is_archive(file):
                    files.append((file.name, file.path))
                    continue
                for name, content in archive.unpacked(file.path, file.name, limits):
                    path = Path(folder, str(len(files)))
                    path.write_bytes(content)
                    files.append((name, path))
            yield files

    def _frame(self, task_id: int, number: int, item: NamedFile) -> Frame:
        name, path = item
        data = path.read_bytes()
        return self._media.keep(task_id, number, name, data, probe(data, name, self._settings.max_pixels))

    def _store(self, task_id: int, frames: Sequence[Frame], options: DataOptions) -> None:
        with self._database.write() as session:
            task = session.get(Task, task_id)
            if task is None:
                raise Conflict("The task was deleted meanwhile.")
            _describe(task, frames, options)
            session.execute(insert(FrameRow), [{"task_id": task_id, **msgspec.structs.asdict(f)} for f in frames])
            for start, stop in job_words.cut(task.size, task.segment_size, task.overlap):
                session.add(Job(task_id=task_id, start_frame=start, stop_frame=stop))


def _describe(task: Task, frames: Sequence[Frame], options: DataOptions) -> None:
    task.size = len(frames)
    task.mode = "annotation"
    task.segment_size = task.segment_size or task.size
    task.image_quality = options.image_quality
    task.sorting_method = options.sorting_method
    task.start_frame = options.start_frame
    task.stop_frame = options.start_frame + (task.size - 1) * options.step
    task.frame_filter = options.frame_filter
    task.chunk_size = options.chunk_size or _chunk_size(frames)
    task.data_date = task.updated_date = now()


def _chunk_size(frames: Sequence[Frame]) -> int:
    """As many frames as make 36 full-HD pictures, within CVAT's bounds."""
    largest = max(frame.width * frame.height for frame in frames)
    least, most = CHUNK_SIZES
    return max(least, min(most, FRAMES_PER_CHUNK * FULL_HD // largest))


def _empty_task(session: Session, actor: Actor, task_id: int) -> Task:
    task = access.owned_task(session, actor, task_id)
    if task.size:
        raise Conflict(f"Task #{task_id} has its data already.")
    return task


def _is_archive(file: Staged) -> bool:
    with file.path.open("rb") as content:
        return archive.is_archive(content.read(4))


def _chosen(files: Sequence[NamedFile], options: DataOptions) -> list[NamedFile]:
    """The files that become frames, in their order; two of one name are refused."""
    twice = [name for name, count in Counter(name for name, _ in files).items() if count > 1]
    if twice:
        raise InvalidInput(f"“{twice[0]}” was given twice; frames are told apart by their names.", field="client_files")
    chosen = ordered(files, options.sorting_method, lambda file: file[0], options.upload_file_order)[options.chosen]
    if not chosen:
        raise InvalidInput("No picture is left between start_frame and stop_frame.", field="start_frame")
    return chosen
