"""The parts in which the shapes of frames lie: filled, found by the ids in them, and changed; rows of frames are not
its concern."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

import msgspec
from sqlalchemy import ColumnElement, Row, Table, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from prelabel.domain.shapes import Shape
from prelabel.store.tables.annotations import ShapePart as Part

FrameKey = tuple[int, int]  # job id, frame
FoundPart = Row[int, int, int, bytes]  # id, job id, frame, shapes
PART_BYTES = 8192  # two lie on a page of SQLite's
BLOCK = 500  # short enough for a database's limit on parameters
PAST = {"synchronize_session": False}  # statements here write past the session's objects
encode = msgspec.json.Encoder().encode
_TABLE = cast(Table, Part.__table__)
_EXTEND = update(_TABLE).where(_TABLE.c.id == bindparam("part"))
_FOUND = select(Part.id, Part.job_id, Part.frame, Part.shapes)


def append(session: Session, shapes: Mapping[FrameKey, Sequence[Shape]], begun: Collection[FrameKey] = ()) -> None:
    """Add shapes, which have their ids, behind what their frames hold; frames that are not `begun` hold nothing."""
    last = _last(session, begun)
    fresh, longer = [], []
    for key, drawn in shapes.items():
        part = last.get(key)
        first, *others = _groups(drawn, PART_BYTES - len(part.shapes) if part is not None else 0)
        if part is not None and first:
            ids = part.first_id, part.last_id
            longer.append({"part": part.id, **_values([part.shapes[1:-1], *first.values()], [*ids, *first])})
        fresh += [{"job_id": key[0], "frame": key[1], **_values(group.values(), group)} for group in others]
    if longer:
        session.connection().execute(_EXTEND, longer)
    if fresh:
        session.connection().execute(insert(_TABLE), fresh)


def replace(session: Session, key: FrameKey, shapes: Sequence[Shape]) -> None:
    """Give a frame other shapes."""
    session.execute(delete(Part).where(Part.job_id == key[0], Part.frame == key[1]), execution_options=PAST)
    append(session, {key: shapes})


def clear(session: Session, job_ids: Collection[int]) -> None:
    """Remove all shapes of these jobs."""
    session.execute(delete(Part).where(Part.job_id.in_(job_ids)), execution_options=PAST)


def exchange(session: Session, bodies: Mapping[int, bytes]) -> None:
    """Give parts other shapes, of ids that they had before; a part without any goes."""
    empty = [part for part, body in bodies.items() if len(body) <= 2]
    changed = [{"part": part, "shapes": body} for part, body in bodies.items() if len(body) > 2]
    if changed:
        session.connection().execute(_EXTEND, changed)
    if empty:
        session.execute(delete(Part).where(Part.id.in_(empty)), execution_options=PAST)


def of_jobs(session: Session, job_ids: Collection[int], frame: int | None = None) -> Iterable[FoundPart]:
    """All parts of these jobs, by frame; only one frame's if it is named."""
    query = _FOUND.where(Part.job_id.in_(job_ids))
    if frame is not None:
        query = query.where(Part.frame == frame)
    return session.execute(query.order_by(Part.frame, Part.job_id, Part.id))


def of_frames(session: Session, keys: Iterable[FrameKey], ids: Collection[int]) -> Iterator[FoundPart]:
    """The parts of these frames that may hold shapes with these ids."""
    for condition in _of(keys):
        yield from _holding(session, condition, ids)


def holding(session: Session, job_ids: Collection[int], ids: Collection[int]) -> Iterator[FoundPart]:
    """The parts of these jobs that may hold shapes with these ids."""
    return _holding(session, Part.job_id.in_(job_ids), ids)


def _holding(session: Session, where: ColumnElement[bool], ids: Collection[int]) -> Iterator[FoundPart]:
    """Looks at the ranges of ids first, which is quick, since they lie in the index."""
    if not (wanted := sorted(ids)):
        return
    where &= (Part.last_id >= wanted[0]) & (Part.first_id <= wanted[-1])
    ranges = session.execute(select(Part.id, Part.first_id, Part.last_id).where(where))
    near = [part for part, first, last in ranges if bisect_left(wanted, first) < bisect_right(wanted, last)]
    for start in range(0, len(near), BLOCK):
        yield from session.execute(_FOUND.where(Part.id.in_(near[start : start + BLOCK])).order_by(Part.id))


def _last(session: Session, keys: Iterable[FrameKey]) -> dict[FrameKey, Row[int, int, int, int, int, bytes]]:
    """The last part of each of these frames that has any."""
    columns = (Part.job_id, Part.frame, Part.id, Part.first_id, Part.last_id, Part.shapes)
    found = {}
    for condition in _of(keys):
        last = select(func.max(Part.id)).where(condition).group_by(Part.job_id, Part.frame)
        for part in session.execute(select(*columns).where(Part.id.in_(last))):
            found[part.job_id, part.frame] = part
    return found


def _of(keys: Iterable[FrameKey]) -> Iterator[ColumnElement[bool]]:
    """Conditions that are together met by the parts of these frames."""
    frames_of_job: dict[int, list[int]] = defaultdict(list)
    for job_id, frame in keys:
        frames_of_job[job_id].append(frame)
    for job_id, frames in frames_of_job.items():
        for start in range(0, len(frames), BLOCK):
            yield (Part.job_id == job_id) & Part.frame.in_(frames[start : start + BLOCK])


def _groups(shapes: Iterable[Shape], room: int) -> list[dict[int, bytes]]:
    """The JSON of shapes by their ids: first what fits into so many bytes, which may be nothing, then part by part."""
    groups: list[dict[int, bytes]] = [{}]
    for shape in shapes:
        piece = encode(shape)
        if len(piece) > room:
            groups.append({})
            room = PART_BYTES
        assert shape.id is not None
        groups[-1][shape.id] = piece
        room -= len(piece) + 1
    return groups


def _values(pieces: Iterable[bytes], ids: Collection[int]) -> dict[str, Any]:
    return {"first_id": min(ids), "last_id": max(ids), "shapes": b"[%b]" % b",".join(pieces)}
