"""Makes one change of a frame, in the caller's transaction."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec
from sqlalchemy.orm import Session

from prelabel.domain.actor import Actor
from prelabel.domain.frame_change import FrameChange, FrameChanged
from prelabel.domain.frame_state import FrameState, FrameTally
from prelabel.domain.shapes import Annotations, Shape, Tag
from prelabel.errors import Conflict, InvalidInput
from prelabel.services.editor import predictions, states
from prelabel.services.editor.content import drawn
from prelabel.services.editor.opened import OpenedFrame
from prelabel.services.known_objects import ids_of
from prelabel.store.queries import annotations as rows
from prelabel.store.queries import counters
from prelabel.store.queries.annotations import UNREVIEWED, Review
from prelabel.store.tables.annotations import FrameMemory
from prelabel.store.tables.base import now

Drawn = TypeVar("Drawn", Shape, Tag)
REMEMBERED = 16  # changes of a frame whose answer may have been lost; whoever waits for one makes no other


class _Done(msgspec.Struct, frozen=True, kw_only=True):
    """A change that was made: which, and what its answer cannot be made of again."""

    change: str
    digest: str
    first_id: int
    version: int
    state: FrameState


@dataclass(frozen=True)
class _Checked:
    """The objects of a change as they will be stored, but for their ids."""

    created: tuple[Shape, ...]
    updated: tuple[Shape, ...]
    tags_created: tuple[Tag, ...]
    tags_updated: tuple[Tag, ...]


def repeated(frame: OpenedFrame, change: FrameChange) -> FrameChanged | None:
    """What was answered when this change was made before, or None. `Conflict` when it was another one by this name."""
    for entry in frame.memory.changes if frame.memory is not None else ():
        if entry["change"] == str(change.change):
            done = msgspec.convert(entry, _Done)
            if done.digest != _digest(change):
                raise Conflict(f"The change {change.change} was made already, and it was another one; name this anew.")
            fresh = range(done.first_id, sys.maxsize)
            created, tags_created, _ = _created(_checked(frame, change), fresh)
            return FrameChanged(version=done.version, created=created, tags_created=tags_created, state=done.state)
    return None


def make(session: Session, actor: Actor, frame: OpenedFrame, change: FrameChange) -> FrameChanged:
    """Do all of it (`InvalidInput` and `Conflict` name what cannot be done) but say that the job has changed."""
    checked = _checked(frame, change)
    shapes, tags = drawn(frame)
    left_shapes, gone = _left(shapes, checked.updated, change.deleted, frame)
    left_tags, gone_tags = _left(tags, checked.tags_updated, change.tags_deleted, frame)
    removed = gone | gone_tags | set(frame.memory.removed if frame.memory is not None else ())
    _claim((*checked.created, *checked.tags_created), removed, frame)
    numbered: list[Shape | Tag] = [*checked.created, *checked.tags_created, *left_shapes]
    count = sum(map(_unnumbered, numbered))
    fresh = counters.take(session, "objects", count) if count else range(0)
    created, tags_created, ids = _created(checked, fresh)
    shapes = (*(_numbered(shape, ids) for shape in left_shapes), *created)
    tags = (*left_tags, *tags_created)
    review = _review(actor, frame, change)
    version = rows.put(session, frame.key, frame.row, shapes, tags, review)
    state = states.after(session, frame, version, FrameTally.of(shapes, tags), review)
    done = _Done(change=str(change.change), digest=_digest(change), first_id=fresh.start, version=version, state=state)
    _remember(session, frame, done, predictions.decide(session, frame, change), sorted(removed))
    return FrameChanged(version=version, created=created, tags_created=tags_created, state=state)


def _checked(frame: OpenedFrame, change: FrameChange) -> _Checked:
    given = Annotations(
        shapes=(*change.created, *change.updated),
        tags=(*change.tags_created, *change.tags_updated),
    )
    if not given.shapes and not given.tags:
        return _Checked((), (), (), ())
    found = frame.checker().check(given)
    shapes, tags = len(change.created), len(change.tags_created)
    return _Checked(found.shapes[:shapes], found.shapes[shapes:], found.tags[:tags], found.tags[tags:])


def _left(
    before: Sequence[Drawn], updated: Iterable[Drawn], deleted: Iterable[int], frame: OpenedFrame
) -> tuple[list[Drawn], set[int]]:
    """What is there after updates and deletions, and the ids that went; one to delete that is gone is no fault."""
    items = {item.id: item for item in before}
    for item in updated:
        old = items.get(item.id)
        if item.id is None:
            raise InvalidInput("What is to be updated needs its id.", field="id")
        if old is None:
            raise Conflict(f"Object #{item.id} is not on frame {frame.number} any more; nothing was changed.")
        if foreign := set(ids_of(item)) - set(ids_of(old)):
            raise InvalidInput(f"#{min(foreign)} is not an element of object #{item.id}.", field="id")
        items[item.id] = item
    gone = [items.pop(number) for number in deleted if number in items]
    return list(items.values()), {number for item in gone for number in ids_of(item)}


def _claim(created: Iterable[Shape | Tag], removed: set[int], frame: OpenedFrame) -> None:
    """Let new objects have the ids they come with, which must be those of objects that were deleted here."""
    for number in (number for item in created for number in ids_of(item)):
        if number not in removed:
            raise InvalidInput(
                f"#{number} is no object that was deleted from frame {frame.number}; leave the id of a new one out.",
                field="id",
            )
        removed.remove(number)


def _created(checked: _Checked, fresh: range) -> tuple[tuple[Shape, ...], tuple[Tag, ...], Iterator[int]]:
    """The new objects with ids, always the same from the same range, and the ids that are left."""
    ids = iter(fresh)
    shapes = tuple(_numbered(shape, ids) for shape in checked.created)
    return shapes, tuple(_numbered(tag, ids) for tag in checked.tags_created), ids


def _unnumbered(item: Shape | Tag) -> int:
    elements = item.elements if isinstance(item, Shape) else ()
    return sum(part.id is None for part in (item, *elements))


def _numbered(item: Drawn, ids: Iterator[int]) -> Drawn:
    if not _unnumbered(item):
        return item
    number = next(ids) if item.id is None else item.id
    if isinstance(item, Tag):
        return msgspec.structs.replace(item, id=number)
    return msgspec.structs.replace(item, id=number, elements=tuple(_numbered(part, ids) for part in item.elements))


def _review(actor: Actor, frame: OpenedFrame, change: FrameChange) -> Review:
    if change.reviewed is None:
        return frame.review
    return Review(actor.id, now()) if change.reviewed else UNREVIEWED


def _remember(
    session: Session, frame: OpenedFrame, done: _Done, decided: predictions.Decided, removed: list[int]
) -> None:
    memory = frame.memory or FrameMemory(job_id=frame.job.id, frame=frame.number, changes=[])
    memory.decided, memory.removed = decided, removed
    memory.changes = [*memory.changes[1 - REMEMBERED :], msgspec.to_builtins(done)]
    session.add(memory)


def _digest(change: FrameChange) -> str:
    return hashlib.blake2b(msgspec.json.encode(change), digest_size=16).hexdigest()
