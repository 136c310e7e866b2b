"""Turns picture files into the frames and jobs of a task, all of them or none; not where the files come from."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec
from sqlalchemy import insert

from prelabel.domain import jobs as job_words
from prelabel.domain.frames import Frame
from prelabel.errors import Conflict, InvalidInput
from prelabel.media import archive
from prelabel.media.order import SORTING_METHODS, ordered
from prelabel.media.probe import probe
from prelabel.services.media import MediaFiles
from prelabel.services.requests import Report
from prelabel.settings import Settings
from prelabel.store.session import Database
from prelabel.store.tables.base import now
from prelabel.store.tables.tasks import FrameRow, Job, Task

FULL_HD = 1920 * 1080
STEP = re.compile(r"step=([0-9]{1,9})")
FRAMES_PER_CHUNK = 36
CHUNK_SIZES = (2, 72)
READERS = 4
REPORT_EVERY = 100

NamedFile = tuple[str, Path]
Segment = tuple[int, int]  # first and last frame


@dataclass(frozen=True)
class DataOptions:
    """How the pictures become frames; see CVAT's `data` call. `job_file_mapping` lists the files of each job."""

    image_quality: int = 70
    chunk_size: int = 0
    sorting_method: str = "lexicographical"
    upload_file_order: tuple[str, ...] = ()
    job_file_mapping: tuple[tuple[str, ...], ...] = ()
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
        if self.stop_frame is not None and self.stop_frame < self.start_frame:
            raise InvalidInput("It cannot be before start_frame.", field="stop_frame")
        if self.job_file_mapping and (self.start_frame or self.stop_frame is not None or self.step > 1):
            raise InvalidInput("It names every frame; leave out start, stop and step.", field="job_file_mapping")
        if not all(self.job_file_mapping):
            raise InvalidInput("A job needs at least one file.", field="job_file_mapping")

    @property
    def step(self) -> int:
        found = STEP.fullmatch(self.frame_filter)
        return 1 if not self.frame_filter else int(found[1]) if found else 0

    @property
    def chosen(self) -> slice:
        stop = None if self.stop_frame is None else self.stop_frame + 1
        return slice(self.start_frame, stop, self.step)


class Intake:
    """Reads, checks and keeps pictures as the frames of tasks."""

    def __init__(self, settings: Settings, database: Database, media: MediaFiles) -> None:
        self._settings = settings
        self._database = database
        self._media = media

    @property
    def limits(self) -> archive.Limits:
        """What an uploaded archive may hold."""
        return archive.Limits(files=self._settings.max_archive_files, total_bytes=self._settings.max_archive_bytes)

    @contextmanager
    def unpacked(self, given: Iterable[NamedFile]) -> Iterator[list[NamedFile]]:
        """All files by name, those of archives too, which lie unpacked on the disk meanwhile."""
        self._settings.uploads_folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._settings.uploads_folder) as folder:
            files: list[NamedFile] = []
            for name, path in given:
                if not _is_archive(path):
                    files.append((name, path))
                    continue
                for member, content in archive.unpacked(path, name, self.limits):
                    unpacked = Path(folder, str(len(files)))
                    unpacked.write_bytes(content)
                    files.append((member, unpacked))
            yield files

    def fill(
        self,
        task_id: int,
        files: Sequence[NamedFile],
        options: DataOptions,
        report: Report,
        segments: Sequence[Segment] = (),
    ) -> None:
        """Give a task without data its frames and jobs, cut as `segments` say or by its sizes; nothing is left when
        it fails."""
        try:
            chosen = _chosen(files, options)
            _check(segments, len(chosen))
            self._store(task_id, self._frames(task_id, chosen, report), options, segments)
        except BaseException:
            self._media.remove_task(task_id)
            raise

    def _frames(self, task_id: int, files: Sequence[NamedFile], report: Report) -> list[Frame]:
        """Read, check and store each picture; several at once, since reading and decoding leave Python's lock."""
        frames = []
        with ThreadPoolExecutor(READERS) as readers:
            for frame in readers.map(partial(self._frame, task_id), range(len(files)), files):
                frames.append(frame)
                if len(frames) % REPORT_EVERY == 0:
                    report(len(frames) / len(files))
        return frames

    def _frame(self, task_id: int, number: int, item: NamedFile) -> Frame:
        name, path = item
        data = path.read_bytes()
        return self._media.keep(task_id, number, name, data, probe(data, name, self._settings.max_pixels))

    def _store(self, task_id: int, frames: Sequence[Frame], options: DataOptions, segments: Sequence[Segment]) -> None:
        with self._database.write() as session:
            task = session.get(Task, task_id)
            if task is None:
                raise Conflict("The task was deleted meanwhile.")
            _describe(task, frames, options)
            session.execute(insert(FrameRow), [{"task_id": task_id, **msgspec.structs.asdict(f)} for f in frames])
            for start, stop in segments or _segments(task, options):
                session.add(Job(task_id=task_id, start_frame=start, stop_frame=stop))


def _describe(task: Task, frames: Sequence[Frame], options: DataOptions) -> None:
    task.size = len(frames)
    task.mode = "annotation"
    task.segment_size = task.segment_size or task.size
    task.image_quality = options.image_quality
    task.sorting_method = "predefined" if options.job_file_mapping else options.sorting_method
    task.start_frame = options.start_frame
    task.stop_frame = options.start_frame + (task.size - 1) * options.step
    task.frame_filter = options.frame_filter
    task.chunk_size = options.chunk_size or _chunk_size(frames)
    task.data_date = task.updated_date = now()


def _segments(task: Task, options: DataOptions) -> Iterator[Segment]:
    if not options.job_file_mapping:
        yield from job_words.cut(task.size, task.segment_size, task.overlap)
    start = 0
    for names in options.job_file_mapping:
        yield start, start + len(names) - 1
        start += len(names)


def _check(segments: Sequence[Segment], size: int) -> None:
    for start, stop in segments:
        if not 0 <= start <= stop < size:
            raise InvalidInput(f"A job has the frames {start} to {stop}, and the task only {size}.", field="jobs")


def _chunk_size(frames: Sequence[Frame]) -> int:
    """As many frames as make 36 full-HD pictures, within CVAT's bounds."""
    largest = max(frame.width * frame.height for frame in frames)
    least, most = CHUNK_SIZES
    return max(least, min(most, FRAMES_PER_CHUNK * FULL_HD // largest))


def _is_archive(path: Path) -> bool:
    with path.open("rb") as content:
        return archive.is_archive(content.read(4))


def _chosen(files: Sequence[NamedFile], options: DataOptions) -> list[NamedFile]:
    """The files that become frames, in their order; two of one name are refused."""
    _refuse_twice([name for name, _ in files], "client_files")
    listed = [name for names in options.job_file_mapping for name in names]
    _refuse_twice(listed, "job_file_mapping")
    if listed:
        return _as_mapped(files, listed)
    chosen = ordered(files, options.sorting_method, lambda file: file[0], options.upload_file_order)[options.chosen]
    if not chosen:
        raise InvalidInput("No picture is left between start_frame and stop_frame.", field="start_frame")
    return chosen


def _as_mapped(files: Sequence[NamedFile], listed: Sequence[str]) -> list[NamedFile]:
    given = dict(files)
    missing = next((name for name in listed if name not in given), None)
    if missing is not None:
        raise InvalidInput(f"“{missing}” is in the mapping but is not one of the files.", field="job_file_mapping")
    unused = next((name for name in given if name not in set(listed)), None)
    if unused is not None:
        raise InvalidInput(f"“{unused}” is in no job of the mapping.", field="job_file_mapping")
    return [(name, given[name]) for name in listed]


def _refuse_twice(names: Sequence[str], field: str) -> None:
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise InvalidInput(f"“{twice[0]}” was given twice; frames are told apart by their names.", field=field)
