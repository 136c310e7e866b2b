"""Reading and writing what is drawn on a task or a job.

A task is the sum of its jobs: reads join their rows, writes go to every job whose frames they touch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import msgspec
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from prelabel.domain.actor import Actor
from prelabel.domain.shapes import Annotations, Shape, Tag, Track
from prelabel.errors import InvalidInput
from prelabel.services import access, known_objects, versions
from prelabel.services.drawing import Checker
from prelabel.services.known_objects import jobs_of_frame
from prelabel.services.versions import Place
from prelabel.store.queries import annotations as rows
from prelabel.store.queries import counters, shape_parts
from prelabel.store.queries import labels as stored_labels
from prelabel.store.queries.shape_parts import FrameKey
from prelabel.store.session import Database
from prelabel.store.tables.annotations import TrackRow
from prelabel.store.tables.base import now
from prelabel.store.tables.tasks import Job, Task

Drawn = TypeVar("Drawn", Shape, Tag)


@dataclass(frozen=True)
class Target:
    """What is read or written: a whole task, or one of its jobs."""

    task_id: int | None = None
    job_id: int | None = None


@dataclass(frozen=True)
class Answer:
    """Annotations as JSON, and the version of the one frame that they are of, if they are of one."""

    body: bytes
    version: str = ""


class AnnotationService:
    """Writes that name a `place` are about one frame, and refused if it is not as the caller has seen it (`Stale`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self, actor: Actor, target: Target, frame: int | None = None) -> Answer:
        """Everything drawn; only one frame's if it is named."""
        with self._database.read() as session:
            _, jobs = self._open(session, actor, target)
            version = versions.of(session, jobs, frame) if frame is not None else ""
            return Answer(body_of(session, [job.id for job in jobs], frame), version)

    def replace(self, actor: Actor, target: Target, given: Annotations) -> bytes:
        """Put these in the place of everything; answers them with their ids."""
        with self._writing(actor, target) as (session, task, jobs):
            checked = _checker(session, task, jobs).check(given)
            clear_jobs(session, jobs)
            return _add(session, jobs, checked)

    def create(self, actor: Actor, target: Target, given: Annotations, place: Place | None = None) -> Answer:
        """Add these to what is there; answers them with their ids."""
        with self._writing(actor, target) as (session, task, jobs):
            versions.check(session, jobs, given, place)
            answer = _add(session, jobs, _checker(session, task, jobs).check(given))
            return Answer(answer, versions.after(session, jobs, place))

    def update(self, actor: Actor, target: Target, given: Annotations, place: Place | None = None) -> Answer:
        """Change objects found by their ids, which they keep; one without a known id is added."""
        with self._writing(actor, target) as (session, task, jobs):
            versions.check(session, jobs, given, place)
            checked = _checker(session, task, jobs).check(given)
            answer = _change(session, jobs, checked)
            return Answer(answer, versions.after(session, jobs, place))

    def delete(self, actor: Actor, target: Target, given: Annotations, place: Place | None = None) -> Answer:
        """Remove objects found by their ids; one that is not there is no fault."""
        if any(item.id is None for item in _items(given)):
            raise InvalidInput("What is to be deleted needs its id.", field="id")
        with self._writing(actor, target) as (session, _, jobs):
            versions.check(session, jobs, given, place)
            known_objects.change(session, known_objects.locate(session, jobs, given), Annotations())
            known_objects.remove_tracks(session, jobs, given)
            return Answer(rows.encode(given), versions.after(session, jobs, place))

    def clear(self, actor: Actor, target: Target) -> None:
        """Remove everything."""
        with self._writing(actor, target) as (session, _, jobs):
            clear_jobs(session, jobs)

    @contextmanager
    def _writing(self, actor: Actor, target: Target) -> Iterator[tuple[Session, Task, Sequence[Job]]]:
        with self._database.write() as session:
            task, jobs = self._open(session, actor, target)
            yield session, task, jobs
            touch(session, task, jobs)

    def _open(self, session: Session, actor: Actor, target: Target) -> tuple[Task, Sequence[Job]]:
        if target.job_id is not None:
            job, task = access.job_of(session, actor, target.job_id)
            return task, [job]
        assert target.task_id is not None
        return access.jobs_of_task(session, actor, target.task_id)


def body_of(session: Session, job_ids: Collection[int], frame: int | None = None) -> bytes:
    """The annotations of these jobs as JSON; nothing is decoded, the rows' bytes are joined.

    Where jobs overlap, an object that was written to both through the task is given once.
    """
    parts = list(shape_parts.of_jobs(session, job_ids, frame))
    tagged = session.execute(rows.tags_of_jobs(job_ids, frame)).all()
    shapes, tags = rows.join(part.shapes for part in parts), rows.join(row.tags for row in tagged)
    keys = {(row.job_id, row.frame) for row in (*parts, *tagged)}
    if len({number for _, number in keys}) < len(keys):
        shapes = rows.join([rows.encode(_once(rows.decode_shapes(b"[%b]" % shapes)))])
        tags = rows.join([rows.encode(_once(rows.decode_tags(b"[%b]" % tags)))])
    query = select(TrackRow.body).where(TrackRow.job_id.in_(job_ids)).order_by(TrackRow.frame, TrackRow.id)
    tracks = b",".join(session.scalars(query))
    return b'{"version":0,"tags":[%b],"shapes":[%b],"tracks":[%b]}' % (tags, shapes, tracks)


def _once(items: Iterable[Drawn]) -> list[Drawn]:
    return list({item.id: item for item in items}.values())


def add_predictions(
    session: Session, task: Task, jobs: Sequence[Job], shapes: Sequence[Shape], tags: Sequence[Tag]
) -> None:
    """Add what a run has found, in the caller's transaction."""
    add(session, task, jobs, Annotations(shapes=tuple(shapes), tags=tuple(tags)))


def add(session: Session, task: Task, jobs: Sequence[Job], given: Annotations) -> None:
    """Check and add these, in the caller's transaction."""
    _add(session, jobs, _checker(session, task, jobs).check(given))
    touch(session, task, jobs)


def restore(session: Session, task: Task, parts: Sequence[tuple[Job, Annotations]]) -> None:
    """Draw what a backup holds of each job; objects that jobs shared, by their old ids, share their new ones."""
    fresh: dict[int, int] = {}
    for job, given in parts:
        new = {item.id for item in _all_items(given) if item.id is not None} - fresh.keys()
        fresh.update(zip(sorted(new), counters.take(session, "objects", len(new)), strict=True))
        checked = _checker(session, task, [job]).check(_renumbered(given, fresh))
        _add(session, [job], checked, keep=frozenset(fresh.values()))


def _all_items(given: Annotations) -> list[Shape | Tag | Track]:
    return [*_items(given), *(element for shape in given.shapes for element in shape.elements)]


def _renumbered(given: Annotations, ids: Mapping[int, int]) -> Annotations:
    replace = msgspec.structs.replace

    def new(item: Shape | Tag | Track) -> int | None:
        return None if item.id is None else ids[item.id]

    return Annotations(
        tags=tuple(replace(tag, id=new(tag)) for tag in given.tags),
        shapes=tuple(
            replace(shape, id=new(shape), elements=tuple(replace(e, id=new(e)) for e in shape.elements))
            for shape in given.shapes
        ),
        tracks=tuple(replace(track, id=new(track)) for track in given.tracks),
    )


def _checker(session: Session, task: Task, jobs: Sequence[Job]) -> Checker:
    return Checker(stored_labels.of_task(session, task.id), [(job.start_frame, job.stop_frame) for job in jobs])


def touch(session: Session, task: Task, jobs: Sequence[Job]) -> None:
    """Clients keep what they downloaded until the task's `updated_date` grows."""
    moment = now()
    task.updated_date = moment
    session.execute(update(Job).where(Job.id.in_([job.id for job in jobs])).values(updated_date=moment))


def clear_jobs(session: Session, jobs: Sequence[Job]) -> None:
    """Remove everything drawn on these jobs, in the caller's transaction."""
    ids = [job.id for job in jobs]
    rows.clear(session, ids)
    session.execute(delete(TrackRow).where(TrackRow.job_id.in_(ids)))


def _add(session: Session, jobs: Sequence[Job], given: Annotations, keep: Collection[int] = ()) -> bytes:
    """Store new objects; answers `given` with ids, in the order in which it was given. Ids in `keep` stay."""
    numbered = _with_ids(session, given, keep)
    rows.append(session, _by_frame(jobs, numbered.shapes), _by_frame(jobs, numbered.tags))
    _add_tracks(session, jobs, numbered.tracks)
    return rows.encode(numbered)


def _change(session: Session, jobs: Sequence[Job], given: Annotations) -> bytes:
    """Store changed objects, in their old places if they stay on their frames, and those whose ids are not known as
    new ones."""
    holders = known_objects.locate(session, jobs, given)
    keep = known_objects.held(holders) | known_objects.remove_tracks(session, jobs, given)
    numbered = _with_ids(session, given, keep)
    placed = known_objects.change(session, holders, numbered)
    rows.append(session, _by_frame(jobs, numbered.shapes, placed), _by_frame(jobs, numbered.tags, placed))
    _add_tracks(session, jobs, numbered.tracks)
    return rows.encode(numbered)


def _with_ids(session: Session, given: Annotations, keep: Collection[int]) -> Annotations:
    count = len(given.shapes) + sum(len(s.elements) for s in given.shapes) + len(given.tags) + len(given.tracks)
    ids = iter(counters.take(session, "objects", count)) if count else iter(())
    replace = msgspec.structs.replace

    def with_id(item: Shape | Tag | Track) -> int:
        fresh = next(ids)
        return item.id if item.id is not None and item.id in keep else fresh

    return Annotations(
        tags=tuple(replace(tag, id=with_id(tag)) for tag in given.tags),
        shapes=tuple(
            replace(shape, id=with_id(shape), elements=tuple(replace(e, id=with_id(e)) for e in shape.elements))
            if shape.elements
            else replace(shape, id=with_id(shape))
            for shape in given.shapes
        ),
        tracks=tuple(replace(track, id=with_id(track)) for track in given.tracks),
    )


def _items(given: Annotations) -> list[Shape | Tag | Track]:
    return [*given.shapes, *given.tags, *given.tracks]


def _by_frame(
    jobs: Sequence[Job], items: Iterable[Drawn], placed: Collection[tuple[FrameKey, int | None]] = ()
) -> dict[FrameKey, list[Drawn]]:
    """The objects of each frame of each job, but for those that are in their places."""
    grouped: dict[int, list[Drawn]] = defaultdict(list)
    for item in items:
        grouped[item.frame].append(item)
    found = {(job, frame): drawn for frame, drawn in grouped.items() for job in jobs_of_frame(jobs, frame)}
    if placed:
        found = {key: [item for item in drawn if (key, item.id) not in placed] for key, drawn in found.items()}
    return {key: drawn for key, drawn in found.items() if drawn}


def _add_tracks(session: Session, jobs: Sequence[Job], tracks: Iterable[Track]) -> None:
    for track in tracks:
        job_id = jobs_of_frame(jobs, track.frame)[0]
        values = {"job_id": job_id, "frame": track.frame, "label_id": track.label_id}
        session.merge(TrackRow(id=track.id, last_frame=rows.last_frame_of(track), body=rows.encode(track), **values))
