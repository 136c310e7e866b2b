"""Reads and writes the rows of frames; knows how a frame's shapes lie in its row, not who may touch them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import Select, delete, insert, select, update
from sqlalchemy.orm import Session

from prelabel.domain.shapes import Shape, Tag, Track
from prelabel.store.tables.annotations import FrameAnnotations as Row
from prelabel.store.tables.annotations import TrackRow
from prelabel.store.tables.tasks import Job

FrameKey = tuple[int, int]  # job id, frame

encode = msgspec.json.Encoder().encode
_shapes = msgspec.json.Decoder(tuple[Shape, ...])
_track = msgspec.json.Decoder(Track).decode
_tags = msgspec.json.Decoder(tuple[Tag, ...])


def decode_shapes(body: bytes) -> tuple[Shape, ...]:
    return _shapes.decode(body)


def decode_tags(body: bytes) -> tuple[Tag, ...]:
    return _tags.decode(body)


def join(bodies: Iterable[bytes]) -> bytes:
    """Put JSON arrays behind one another as the inside of one array."""
    return b",".join(body[1:-1] for body in bodies if len(body) > 2)


def of_jobs(job_ids: Collection[int], frame: int | None = None) -> Select[int, int, bytes, bytes]:
    """Job, frame, shapes and tags of the rows of these jobs, by frame."""
    query = select(Row.job_id, Row.frame, Row.shapes, Row.tags).where(Row.job_id.in_(job_ids))
    if frame is not None:
        query = query.where(Row.frame == frame)
    return query.order_by(Row.frame, Row.job_id)


def annotated_frames(session: Session, jobs: Iterable[Job]) -> set[int]:
    """The frames of these jobs on which there is anything; a track is on all frames from its first to its end."""
    stops = {job.id: job.stop_frame for job in jobs}
    found = set(session.scalars(select(Row.frame).where(Row.job_id.in_(stops))))
    for job_id, body in session.execute(select(TrackRow.job_id, TrackRow.body).where(TrackRow.job_id.in_(stops))):
        track = _track(body)
        last = max(track.shapes, key=lambda shape: shape.frame)
        found.update(range(track.frame, (last.frame if last.outside else stops[job_id] + 1)))
    return found


def counts_of(items: Iterable[Shape | Tag]) -> dict[str, dict[str, int]]:
    """Objects by label and source."""
    counts: dict[str, dict[str, int]] = {}
    for item in items:
        by_source = counts.setdefault(str(item.label_id), {})
        by_source[item.source] = by_source.get(item.source, 0) + 1
    return counts


def add_counts(total: dict[str, Any], more: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """The sum of two counts by label and source, as a new object."""
    result = {label: dict(by_source) for label, by_source in total.items()}
    for label, by_source in more.items():
        mine = result.setdefault(label, {})
        for source, count in by_source.items():
            mine[source] = mine.get(source, 0) + count
    return result


def clear(session: Session, job_ids: Collection[int]) -> None:
    """Remove all shapes and tags of these jobs."""
    session.execute(delete(Row).where(Row.job_id.in_(job_ids)))


def append(session: Session, shapes: Mapping[FrameKey, list[Shape]], tags: Mapping[FrameKey, list[Tag]]) -> None:
    """Add shapes and tags, which have their ids, behind what their frames hold."""
    keys = sorted(shapes.keys() | tags.keys())
    present = rows(session, keys)
    fresh = []
    for key in keys:
        new_shapes, new_tags = shapes.get(key, []), tags.get(key, [])
        counts = counts_of([*new_shapes, *new_tags])
        row = present.get(key)
        if row is None:
            fresh.append(_values(key, encode(new_shapes), encode(new_tags), counts))
        else:
            counts = add_counts(row.counts, counts)
            _store(session, row, _behind(row.shapes, new_shapes), _behind(row.tags, new_tags), counts)
    if fresh:
        session.execute(insert(Row), fresh)


def rewrite(session: Session, row: Row, shapes: tuple[Shape, ...], tags: tuple[Tag, ...]) -> None:
    """Give a frame other shapes and tags; a frame without any has no row."""
    if shapes or tags:
        _store(session, row, encode(shapes), encode(tags), counts_of([*shapes, *tags]))
    else:
        session.execute(delete(Row).where(Row.job_id == row.job_id, Row.frame == row.frame))


def rows(session: Session, keys: Collection[FrameKey]) -> dict[FrameKey, Row]:
    """The rows of these frames that exist."""
    frames_of_job: dict[int, list[int]] = defaultdict(list)
    for job_id, frame in keys:
        frames_of_job[job_id].append(frame)
    found = {}
    for job_id, frames in frames_of_job.items():
        for block in _blocks(frames):
            query = select(Row).where(Row.job_id == job_id, Row.frame.in_(block))
            found.update({(row.job_id, row.frame): row for row in session.scalars(query)})
    return found


def holding(session: Session, job_ids: Collection[int], ids: Collection[int]) -> dict[FrameKey, Row]:
    """The rows of these jobs in which shapes or tags with these ids lie; reads every row of the jobs."""
    wanted = set(ids)
    query = select(Row).where(Row.job_id.in_(job_ids))
    return {
        (row.job_id, row.frame): row
        for row in session.scalars(query)
        if wanted & {item.id for item in decode_shapes(row.shapes)} | wanted & {tag.id for tag in decode_tags(row.tags)}
    }


def _blocks(frames: list[int], length: int = 500) -> Iterator[list[int]]:
    """Parts short enough for a database's limit on parameters."""
    return (frames[start : start + length] for start in range(0, len(frames), length))


def _behind(body: bytes, items: list[Any]) -> bytes:
    if not items:
        return body
    more = encode(items)
    return more if len(body) <= 2 else body[:-1] + b"," + more[1:]


def _values(key: FrameKey, shapes: bytes, tags: bytes, counts: dict[str, Any]) -> dict[str, Any]:
    return {"job_id": key[0], "frame": key[1], "version": 1, "shapes": shapes, "tags": tags, "counts": counts}


def _store(session: Session, row: Row, shapes: bytes, tags: bytes, counts: dict[str, Any]) -> None:
    statement = update(Row).where(Row.job_id == row.job_id, Row.frame == row.frame)
    session.execute(
        statement.values(version=Row.version + 1, shapes=shapes, tags=tags, counts=counts),
        execution_options={"synchronize_session": False},
    )
