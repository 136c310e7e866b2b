"""Reads and writes the rows of frames; knows how a frame's shapes lie in its row, not who may touch them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import msgspec
from sqlalchemy import Select, Table, bindparam, insert, select, update
from sqlalchemy.orm import Session, raiseload

from prelabel.domain.frame_state import FrameTally
from prelabel.domain.shapes import Shape, Tag, Track
from prelabel.store.queries import bodies, shape_parts
from prelabel.store.queries.shape_parts import FrameKey
from prelabel.store.tables.annotations import FrameAnnotations as Row
from prelabel.store.tables.annotations import TrackRow
from prelabel.store.tables.tasks import Job

encode = shape_parts.encode
_shapes = msgspec.json.Decoder(tuple[Shape, ...])
_tags = msgspec.json.Decoder(tuple[Tag, ...])
decode_track = msgspec.json.Decoder(Track).decode
FRESH = {"populate_existing": True}  # statements here write past the session's objects
HOLDS_SOMETHING = Row.shape_count + Row.tag_count > 0
_TABLE = cast(Table, Row.__table__)
_CHANGE = update(_TABLE).where(_TABLE.c.job_id == bindparam("key_job"), _TABLE.c.frame == bindparam("key_frame"))


@dataclass(frozen=True)
class Review:
    """Who has looked at a frame as it is, and when; a write that says nothing of it leaves the frame unreviewed."""

    by_id: int | None = None
    date: datetime | None = None

    @classmethod
    def of(cls, row: Row) -> Review:
        return cls(row.reviewed_by_id, row.reviewed_date)


UNREVIEWED = Review()


def decode_shapes(body: bytes) -> tuple[Shape, ...]:
    return _shapes.decode(body)


def decode_tags(body: bytes) -> tuple[Tag, ...]:
    return _tags.decode(body)


def join(bodies: Iterable[bytes]) -> bytes:
    """Put JSON arrays behind one another as the inside of one array."""
    return b",".join(body[1:-1] for body in bodies if len(body) > 2)


def tags_of_jobs(job_ids: Collection[int], frame: int | None = None) -> Select[int, int, bytes]:
    """Job, frame and tags of the rows of these jobs that have tags, by frame."""
    query = select(Row.job_id, Row.frame, Row.tags).where(Row.job_id.in_(job_ids), Row.tag_count > 0)
    if frame is not None:
        query = query.where(Row.frame == frame)
    return query.order_by(Row.frame, Row.job_id)


def annotated_frames(session: Session, jobs: Iterable[Job]) -> set[int]:
    """The frames of these jobs on which there is anything; a track is on all frames from its first to its end."""
    stops = {job.id: job.stop_frame for job in jobs}
    found = set(session.scalars(select(Row.frame).where(Row.job_id.in_(stops), HOLDS_SOMETHING)))
    query = select(TrackRow.job_id, TrackRow.frame, TrackRow.last_frame).where(TrackRow.job_id.in_(stops))
    for job_id, first, last in session.execute(query):
        found.update(range(first, (stops[job_id] if last is None else last) + 1))
    return found


def last_frame_of(track: Track) -> int | None:
    """The last frame that a track may be seen on; None means that it goes on to the end."""
    last = max(track.shapes, key=lambda key: key.frame, default=None)
    return last.frame - 1 if last is not None and last.outside else None


def versions(session: Session, job_ids: Sequence[int], frame: int) -> list[int]:
    """The frame's version in each of these jobs, 0 where nobody has written to it yet."""
    query = select(Row.job_id, Row.version).where(Row.job_id.in_(job_ids), Row.frame == frame)
    known = dict(session.execute(query).all())
    return [known.get(job_id, 0) for job_id in job_ids]


def counts_of(items: Iterable[Shape | Tag]) -> dict[str, dict[str, int]]:
    """Objects by label and source."""
    counts: dict[str, dict[str, int]] = {}
    for (label_id, source), count in Counter((item.label_id, item.source) for item in items).items():
        counts.setdefault(str(label_id), {})[source] = count
    return counts


def add_counts(total: dict[str, Any], more: Mapping[str, Mapping[str, int]], sign: int = 1) -> dict[str, Any]:
    """The sum of two counts by label and source, or their difference, as a new object; nothing is counted as zero."""
    result = {label: dict(by_source) for label, by_source in total.items()}
    for label, by_source in more.items():
        mine = result.setdefault(label, {})
        for source, count in by_source.items():
            mine[source] = mine.get(source, 0) + sign * count
    kept = {label: {source: n for source, n in by_source.items() if n} for label, by_source in result.items()}
    return {label: by_source for label, by_source in kept.items() if by_source}


def tally_of(row: Row) -> FrameTally:
    return FrameTally(
        shapes=row.shape_count,
        tags=row.tag_count,
        predictions=row.prediction_count,
        scored=row.scored_count,
        doubt=row.doubt,
    )


def clear(session: Session, job_ids: Collection[int]) -> None:
    """Remove all shapes and tags of these jobs."""
    shape_parts.clear(session, job_ids)
    nothing = _columns(b"[]", {}, FrameTally(), UNREVIEWED)
    statement = update(Row).where(Row.job_id.in_(job_ids), HOLDS_SOMETHING | Row.reviewed_date.is_not(None))
    session.execute(
        statement.values(version=Row.version + 1, **nothing), execution_options={"synchronize_session": False}
    )


def append(session: Session, shapes: Mapping[FrameKey, list[Shape]], tags: Mapping[FrameKey, list[Tag]]) -> None:
    """Add shapes and tags, which have their ids, behind what their frames hold."""
    keys = sorted(shapes.keys() | tags.keys())
    present = rows(session, keys, shapes=False)
    fresh, changed = [], []
    for key in keys:
        new_shapes, new_tags = shapes.get(key, []), tags.get(key, [])
        counts, tally = counts_of([*new_shapes, *new_tags]), FrameTally.of(new_shapes, new_tags)
        row = present.get(key)
        if row is None:
            columns = _columns(encode(new_tags), counts, tally, UNREVIEWED)
            fresh.append(_values(key, 1, columns))
        else:
            columns = _columns(
                _behind(row.tags, new_tags), add_counts(row.counts, counts), tally_of(row) + tally, UNREVIEWED
            )
            changed.append(_values(key, row.version + 1, columns))
    _store(session, fresh, changed)
    shape_parts.append(session, shapes, begun=shapes.keys() & present.keys())


def put(
    session: Session,
    key: FrameKey,
    before: Row | None,
    shapes: Sequence[Shape],
    tags: Sequence[Tag],
    review: Review = UNREVIEWED,
) -> int:
    """Give a frame other shapes and tags; its new version."""
    version = before.version + 1 if before is not None else 1
    counts, tally = counts_of([*shapes, *tags]), FrameTally.of(shapes, tags)
    values = [_values(key, version, _columns(encode(tags), counts, tally, review))]
    _store(session, *(([], values) if before is not None else (values, [])))
    shape_parts.replace(session, key, shapes)
    return version


@dataclass(frozen=True)
class Exchange:
    """Some shapes and tags of a frame for others: its parts and its tags then, what goes and what comes."""

    row: Row
    parts: Mapping[int, bytes]
    tags: bytes
    gone: tuple[Sequence[Shape], Sequence[Tag]]
    come: tuple[Sequence[Shape], Sequence[Tag]]

    def values(self) -> dict[str, Any]:
        gone, come = (counts_of([*shapes, *tags]) for shapes, tags in (self.gone, self.come))
        counts = add_counts(add_counts(self.row.counts, gone, -1), come)
        tally = tally_of(self.row) - FrameTally.of(*self.gone) + FrameTally.of(*self.come)
        key = self.row.job_id, self.row.frame
        return _values(key, self.row.version + 1, _columns(self.tags, counts, tally, UNREVIEWED))


def exchange(session: Session, exchanges: Iterable[Exchange]) -> None:
    """Write frames in which some objects were changed, without looking at the others."""
    exchanges = list(exchanges)
    _store(session, [], [one.values() for one in exchanges])
    shape_parts.exchange(session, {part: body for one in exchanges for part, body in one.parts.items()})


def _store(session: Session, fresh: Sequence[dict[str, Any]], changed: Sequence[dict[str, Any]]) -> None:
    """Write rows past the session's objects: keeping those up to date takes longer than the writing."""
    if fresh:
        session.connection().execute(insert(_TABLE), fresh)
    if changed:
        keyed = [{**values, "key_job": values["job_id"], "key_frame": values["frame"]} for values in changed]
        session.connection().execute(_CHANGE, keyed)


def rows(session: Session, keys: Collection[FrameKey], *, shapes: bool = True) -> dict[FrameKey, Row]:
    """The rows of these frames that exist, with their shapes or without."""
    frames_of_job: dict[int, list[int]] = defaultdict(list)
    for job_id, frame in keys:
        frames_of_job[job_id].append(frame)
    found = {}
    for job_id, frames in frames_of_job.items():
        for block in _blocks(frames):
            query = select(Row).where(Row.job_id == job_id, Row.frame.in_(block))
            query = query if shapes else query.options(raiseload(Row.parts))
            found.update({(row.job_id, row.frame): row for row in session.scalars(query, execution_options=FRESH)})
    return found


def tagged(session: Session, job_ids: Collection[int], ids: Collection[int]) -> set[FrameKey]:
    """The frames of these jobs that have tags with these ids; reads all their tags."""
    wanted = set(ids)
    found = session.execute(tags_of_jobs(job_ids))
    return {(job_id, frame) for job_id, frame, tags in found if wanted & bodies.ids_of(tags)}


def _blocks(frames: list[int], length: int = 500) -> Iterator[list[int]]:
    """Parts short enough for a database's limit on parameters."""
    return (frames[start : start + length] for start in range(0, len(frames), length))


def _behind(body: bytes, items: list[Any]) -> bytes:
    if not items:
        return body
    more = encode(items)
    return more if len(body) <= 2 else body[:-1] + b"," + more[1:]


def _values(key: FrameKey, version: int, columns: dict[str, Any]) -> dict[str, Any]:
    return {"job_id": key[0], "frame": key[1], "version": version, **columns}


def _columns(tags: bytes, counts: dict[str, Any], tally: FrameTally, review: Review) -> dict[str, Any]:
    return {
        "shape_count": tally.shapes,
        "tag_count": tally.tags,
        "prediction_count": tally.predictions,
        "scored_count": tally.scored,
        "doubt": tally.doubt,
        "reviewed_by_id": review.by_id,
        "reviewed_date": review.date,
        "counts": counts,
        "tags": tags,
    }
