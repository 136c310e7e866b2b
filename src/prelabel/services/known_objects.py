"""Objects that are drawn already: found in their frames' rows by their ids, and changed or taken out there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import delete
from sqlalchemy.orm import Session

from prelabel.domain.shapes import Annotations, Shape, Tag
from prelabel.store.queries import annotations as rows
from prelabel.store.queries import shape_parts
from prelabel.store.queries.bodies import Body
from prelabel.store.queries.shape_parts import FoundPart, FrameKey
from prelabel.store.tables.annotations import FrameAnnotations as Row
from prelabel.store.tables.annotations import TrackRow
from prelabel.store.tables.tasks import Job

Drawn = TypeVar("Drawn", Shape, Tag)


@dataclass(frozen=True)
class Held:
    """Shapes that are looked for, as they are now, in the part of a frame in which they lie."""

    part: int
    body: Body
    shapes: tuple[Shape, ...]

    @classmethod
    def of(cls, found: FoundPart, ids: set[int]) -> Held:
        body = Body(found.shapes, ids)
        return cls(found.id, body, rows.decode_shapes(b"[%b]" % b",".join(map(body.piece, body.places))))


@dataclass(frozen=True)
class Holder:
    """A frame's row with objects that are looked for, as they are now."""

    row: Row
    held: tuple[Held, ...]
    tag_body: Body
    tags: tuple[Tag, ...]

    @property
    def key(self) -> FrameKey:
        return self.row.job_id, self.row.frame

    @property
    def shapes(self) -> list[Shape]:
        return [shape for held in self.held for shape in held.shapes]

    @property
    def items(self) -> list[Shape | Tag]:
        return [*self.shapes, *self.tags]

    @classmethod
    def of(cls, row: Row, parts: Iterable[FoundPart], ids: set[int]) -> Holder | None:
        """None where there is none of them."""
        held = tuple(one for part in parts if (one := Held.of(part, ids)).shapes)
        tags = Body(row.tags, ids)
        if not held and not tags.places:
            return None
        return cls(row, held, tags, rows.decode_tags(b"[%b]" % b",".join(map(tags.piece, tags.places))))


def jobs_of_frame(jobs: Sequence[Job], frame: int) -> list[int]:
    return [job.id for job in jobs if job.start_frame <= frame <= job.stop_frame]


def ids_of(item: Shape | Tag) -> Iterator[int]:
    """The id of an object and those of its elements."""
    parts = (item, *item.elements) if isinstance(item, Shape) else (item,)
    return (part.id for part in parts if part.id is not None)


def held(holders: Iterable[Holder]) -> set[int]:
    """The ids that were found, those of elements included."""
    return {number for holder in holders for item in holder.items for number in ids_of(item)}


def locate(session: Session, jobs: Sequence[Job], given: Annotations) -> list[Holder]:
    """The rows that hold these shapes and tags, looking first on the frames that they name."""
    items: list[Shape | Tag] = [*given.shapes, *given.tags]
    wanted = {item.id for item in items if item.id is not None}
    keys = {(job_id, item.frame) for item in items for job_id in jobs_of_frame(jobs, item.frame)}
    found = _holders(session, keys, shape_parts.of_frames(session, keys, wanted), wanted)
    if left := wanted - held(found):
        ids = [job.id for job in jobs]
        parts = list(shape_parts.holding(session, ids, left))
        keys = rows.tagged(session, ids, left) | {(part.job_id, part.frame) for part in parts}
        found += _holders(session, keys, parts, left)
    return found


def _holders(session: Session, keys: Collection[FrameKey], parts: Iterable[FoundPart], ids: set[int]) -> list[Holder]:
    parts_of: dict[FrameKey, list[FoundPart]] = defaultdict(list)
    for part in parts:
        parts_of[part.job_id, part.frame].append(part)
    found = rows.rows(session, keys, shapes=False)
    return [holder for key, row in found.items() if (holder := Holder.of(row, parts_of[key], ids)) is not None]


def change(session: Session, holders: Iterable[Holder], given: Annotations) -> set[tuple[FrameKey, int | None]]:
    """Put what stays on its frame in its old place there, and take the rest out; what was put where."""
    placed: set[tuple[FrameKey, int | None]] = set()
    exchanges = []
    all_shapes, all_tags = _by_frame(given.shapes), _by_frame(given.tags)
    for holder in holders:
        there = {shape.id for shape in holder.shapes}
        shapes = [one for one in all_shapes.get(holder.row.frame, ()) if one.id in there]
        tags = [one for one in all_tags.get(holder.row.frame, ()) if one.id in holder.tag_body.places]
        changed = _encoded(shapes)
        parts = {held.part: held.body.replaced(changed) for held in holder.held}
        tag_body = holder.tag_body.replaced(_encoded(tags))
        exchanges.append(rows.Exchange(holder.row, parts, tag_body, (holder.shapes, holder.tags), (shapes, tags)))
        placed.update((holder.key, shape.id) for shape in shapes)
        placed.update((holder.key, tag.id) for tag in tags)
    rows.exchange(session, exchanges)
    return placed


def _by_frame(items: Iterable[Drawn]) -> dict[int, list[Drawn]]:
    found: dict[int, list[Drawn]] = {}
    for item in items:
        found.setdefault(item.frame, []).append(item)
    return found


def _encoded(items: Iterable[Shape | Tag]) -> dict[int, bytes]:
    return {item.id: rows.encode(item) for item in items if item.id is not None}


def remove_tracks(session: Session, jobs: Sequence[Job], given: Annotations) -> set[int]:
    """Remove these tracks; the ids of those that were there."""
    tracks = [track.id for track in given.tracks if track.id is not None]
    if not tracks:
        return set()
    own = TrackRow.job_id.in_([job.id for job in jobs])
    return set(session.scalars(delete(TrackRow).where(TrackRow.id.in_(tracks), own).returning(TrackRow.id)))
