"""The media of tasks: where each picture lies, and the frames, chunks and thumbnails that are read from it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial

from sqlalchemy.orm import Session

from prelabel.domain.actor import Actor
from prelabel.domain.frames import Frame
from prelabel.domain.geometry import clipped
from prelabel.domain.region import Region
from prelabel.errors import InvalidInput, NotAllowed, NotFound
from prelabel.media import chunks, filetypes, pictures
from prelabel.media.chunk_cache import ChunkCache
from prelabel.media.probe import Picture
from prelabel.media.storage import MediaStore
from prelabel.services import access
from prelabel.services.annotations import Target
from prelabel.services.rights import SEE_PICTURES
from prelabel.store.queries import frames as stored_frames
from prelabel.store.session import Database
from prelabel.store.tables.base import now
from prelabel.store.tables.tasks import FrameRow, Task

READERS = 4
CROP_MARGIN = 0.1  # of the longer side, on each side


@dataclass(frozen=True)
class Content:
    """Bytes to send, and what they are."""

    body: bytes
    mime: str
    updated: datetime

    @cached_property
    def checksum(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True)
class Crop:
    """A part of a picture; `tag` is known before it is made, since pictures never change under their number."""

    tag: str
    make: Callable[[], bytes]


@dataclass(frozen=True)
class Meta:
    """The frames of a task, or of one job, and what is known of their data; frame numbers are the task's."""

    task: Task
    frames: tuple[Frame, ...]
    start: int
    stop: int
    deleted: tuple[int, ...]


@dataclass(frozen=True)
class Stretch:
    """Frames in a row, both ends inclusive."""

    first: int
    last: int


@dataclass(frozen=True)
class ChunkPlace:
    """Which chunk: by its number in the task, or by `index`, counted from the first frame of the job."""

    number: int | None = None
    index: int | None = None

    def __str__(self) -> str:
        return f"chunk {self.index if self.number is None else self.number}"

    def of(self, size: int, bounds: Stretch) -> Stretch:
        """Its frames, of those in the bounds (`NotFound`)."""
        first = self.number * size if self.number is not None else bounds.first + (self.index or 0) * size
        last = min(first + size - 1, bounds.last)
        if first < 0 or max(first, bounds.first) > last:
            raise NotFound(f"There is no {self}.")
        return Stretch(max(first, bounds.first), last)


class MediaFiles:
    """Keys and bytes of tasks' pictures."""

    def __init__(self, store: MediaStore, chunk_cache: ChunkCache) -> None:
        self._store = store
        self._chunk_cache = chunk_cache
        self._readers = ThreadPoolExecutor(READERS, "chunks")  # decoding and encoding leave Python's lock

    def keep(self, task_id: int, number: int, name: str, data: bytes, picture: Picture) -> Frame:
        """Store a picture, and an upright 8-bit copy if not every reader would show it right."""
        key = f"tasks/{task_id}/original/{number:07d}.{picture.extension}"
        shown_key = key
        self._store.put(key, data)
        if picture.needs_copy:
            shown_key = f"tasks/{task_id}/shown/{number:07d}.{picture.shown_extension}"
            self._store.put(shown_key, pictures.shown(data, name))
        return Frame(number=number, name=name, width=picture.width, height=picture.height, key=key, shown_key=shown_key)

    def original(self, frame: Frame) -> bytes:
        """The untouched file."""
        return self._store.get(frame.key)

    def shown(self, frame: Frame) -> bytes:
        """The picture as everybody sees it and as functions get it."""
        return self._store.get(frame.shown_key)

    def part(self, frame: Frame, region: Region) -> bytes:
        """The part of a picture that a function is to look at, without loss (`InvalidInput` when it is not on it)."""
        region.check(frame)
        return pictures.part(self.shown(frame), region.numbers, frame.name)

    def crop(self, frame: Frame, box: Sequence[float], side: int) -> bytes:
        """A small JPEG of a part of a picture."""
        return pictures.crop(self.shown(frame), box, side, (frame.width, frame.height), frame.name)

    def original_chunk(self, frames: Iterable[Frame]) -> bytes:
        """A zip of these frames as they are shown."""
        return chunks.packed((frame.shown_key.rpartition(".")[2], self.shown(frame)) for frame in frames)

    def compressed_chunk(self, task: Task, stretch: Stretch, frames: Callable[[], Sequence[Frame]]) -> bytes:
        """A zip of a stretch of a task's frames re-encoded with its image quality; `frames` is asked when it has to be
        made. Pictures of a task never change, so its name needs only the moment at which they came."""
        moment = (task.data_date or task.created_date).timestamp()
        name = f"{task.id}-{moment:.6f}-{task.image_quality}-{stretch.first}-{stretch.last}.zip"

        def compressed(frame: Frame) -> tuple[str, bytes]:
            return "jpeg", pictures.compressed(self.shown(frame), task.image_quality, frame.name)

        return self._chunk_cache.get(name, lambda: chunks.packed(self._readers.map(compressed, frames())))

    def remove_task(self, task_id: int) -> None:
        self._store.delete(f"tasks/{task_id}")
        self._chunk_cache.forget(f"{task_id}-")


class FrameService:
    """Reads frames of a task or a job that the actor may see."""

    def __init__(self, database: Database, media: MediaFiles) -> None:
        self._database = database
        self._media = media

    def meta(self, actor: Actor, target: Target) -> Meta:
        with self._database.read() as session:
            if target.job_id is not None:
                job, task = access.job_of(session, actor, target.job_id)
                start, stop = job.start_frame, job.stop_frame
            else:
                assert target.task_id is not None
                task = access.task_of(session, actor, target.task_id)
                start, stop = 0, task.size - 1
            frames = tuple(stored_frames.of_task(session, task.id, start, stop))
        deleted = tuple(number for number in task.deleted_frames if start <= number <= stop)
        return Meta(task, frames, start, stop, deleted)

    def set_deleted(self, actor: Actor, target: Target, deleted: Sequence[int]) -> Meta:
        """Mark these frames, and no others of the task or job, as deleted; they keep their numbers."""
        meta = self.meta(actor, target)
        outside = [number for number in deleted if not meta.start <= number <= meta.stop]
        if outside:
            raise InvalidInput(f"{outside[0]} is not one of the frames.", field="deleted_frames")
        with self._database.write() as session:
            task, jobs = access.jobs_of_task(session, actor, meta.task.id)
            if not jobs:
                raise NotAllowed("The frames of a task are deleted by those who work on it.")
            others = [number for number in task.deleted_frames if not meta.start <= number <= meta.stop]
            task.deleted_frames = sorted({*others, *deleted})
            task.updated_date = now()
        return self.meta(actor, target)

    def frame(self, actor: Actor, target: Target, number: int, original: bool) -> Content:
        """One picture: as it is shown, or re-encoded with the task's image quality."""
        task, frame = self._frame(actor, target, number)
        body = self._media.shown(frame)
        if original:
            return Content(body, filetypes.mime_of(frame.shown_key), task.updated_date)
        return Content(pictures.compressed(body, task.image_quality, frame.name), "image/jpeg", task.updated_date)

    def thumbnail(self, actor: Actor, target: Target, number: int) -> Content:
        """A small JPEG of one frame."""
        task, frame = self._frame(actor, target, number)
        return Content(pictures.thumbnail(self._media.shown(frame), name=frame.name), "image/jpeg", task.updated_date)

    def crop(self, actor: Actor, target: Target, number: int, box: Sequence[float], side: int) -> Crop:
        """A box of a frame with a little around it; `InvalidInput` when nothing of it is on the picture."""
        task, frame = self._frame(actor, target, number)
        inside = clipped(box, frame.width, frame.height)
        if inside is None:
            raise InvalidInput(f"Nothing of {box} is on frame {number}: left, top, right, bottom.", field="box")
        margin = CROP_MARGIN * max(inside[2] - inside[0], inside[3] - inside[1])
        around = (box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin)
        edges = clipped(around, frame.width, frame.height) or inside
        moment = (task.data_date or task.created_date).timestamp()
        tag = hashlib.sha256(f"{task.id} {moment} {number} {edges} {side}".encode()).hexdigest()[:32]
        return Crop(tag, partial(self._media.crop, frame, edges, side))

    def preview(self, actor: Actor, target: Target) -> Content:
        """A small JPEG of the first frame that the actor may see."""
        with self._database.read() as session:
            _, ranges = _opened(session, actor, target)
        if not ranges:
            raise NotFound("There are no pictures yet.")
        return self.thumbnail(actor, target, ranges[0][0])

    def chunk(self, actor: Actor, target: Target, wanted: ChunkPlace, original: bool) -> Content:
        """A zip of frames in order, deleted ones included, each at the place that its number gives it; one that is not
        wholly the actor's to see is not there (`NotFound`)."""
        with self._database.read() as session:
            task, ranges = _opened(session, actor, target)
        whole = ranges[0] if target.job_id is not None else (0, task.size - 1)
        stretch = wanted.of(task.chunk_size, Stretch(*whole))
        if not all(_inside(ranges, number) for number in range(stretch.first, stretch.last + 1)):
            raise NotFound(f"There is no {wanted}.")

        def frames() -> Sequence[Frame]:
            with self._database.read() as session:
                return stored_frames.of_task(session, task.id, stretch.first, stretch.last)

        files = self._media
        body = files.original_chunk(frames()) if original else files.compressed_chunk(task, stretch, frames)
        return Content(body, "application/zip", task.updated_date)

    def _frame(self, actor: Actor, target: Target, number: int) -> tuple[Task, Frame]:
        with self._database.read() as session:
            task, ranges = _opened(session, actor, target)
            row = session.get(FrameRow, (task.id, number)) if _inside(ranges, number) else None
        if row is None:
            raise NotFound(f"There is no frame {number}.")
        return task, stored_frames.as_frame(row)


def _opened(session: Session, actor: Actor, target: Target) -> tuple[Task, list[tuple[int, int]]]:
    """The task, and the first and last frames of what the actor may see of its pictures."""
    if target.job_id is not None:
        job, task = access.job_of(session, actor, target.job_id)
        return task, [(job.start_frame, job.stop_frame)]
    assert target.task_id is not None
    task = access.task_of(session, actor, target.task_id)
    if access.may_on_task(session, actor, SEE_PICTURES, task.id):
        return task, [(0, task.size - 1)] if task.size else []
    _, jobs = access.jobs_of_task(session, actor, task.id)
    return task, [(job.start_frame, job.stop_frame) for job in jobs]


def _inside(ranges: Iterable[tuple[int, int]], number: int) -> bool:
    return any(start <= number <= stop for start, stop in ranges)
