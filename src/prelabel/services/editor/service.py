"""The annotation editor's use cases: the frames of a job, one frame whole, and one change of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy.orm import Session

from prelabel.domain.actor import Actor
from prelabel.domain.frame_change import FrameChange, FrameChanged, FrameContent, NumberedChange
from prelabel.domain.frame_state import FrameState
from prelabel.domain.placed_object import PlacedObject
from prelabel.errors import PrelabelError
from prelabel.services import access, versions
from prelabel.services.annotations import touch
from prelabel.services.editor import change as changes
from prelabel.services.editor import objects, states
from prelabel.services.editor.content import content
from prelabel.services.editor.opened import OpenedFrame, has, opened, opened_all
from prelabel.store.session import Database


class EditorService:
    """Who may see and change a job's annotations may do the same here."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def states(self, actor: Actor, job_id: int) -> list[FrameState]:
        """How far each frame of the job is."""
        with self._database.read() as session:
            job, _ = access.job_of(session, actor, job_id)
            return states.of_job(session, job)

    def objects(self, actor: Actor, job_id: int) -> list[PlacedObject]:
        """Every shape of the job without its outline, by frame."""
        with self._database.read() as session:
            job, _ = access.job_of(session, actor, job_id)
            return list(objects.of_job(session, job))

    def content(self, actor: Actor, job_id: int, number: int) -> FrameContent:
        """Everything about one frame."""
        with self._database.read() as session:
            return content(session, opened(session, actor, job_id, number))

    def contents(self, actor: Actor, job_id: int, numbers: Sequence[int]) -> list[FrameContent]:
        """The same of several frames of the job, in the order in which they are named."""
        with self._database.read() as session:
            return [content(session, frame) for frame in opened_all(session, actor, job_id, numbers)]

    def change(
        self, actor: Actor, job_id: int, number: int, change: FrameChange, seen: Collection[str] | None = None
    ) -> FrameChanged:
        """Change a frame at once; `Stale`, with the frame as it is, when it has none of the versions in `seen`.

        A change that was made already is not made again; its answer is.
        """
        with self._database.write() as session:
            frame = opened(session, actor, job_id, number)
            touch(session, frame.task, [frame.job])
            return _change(session, actor, frame, change, seen)

    def change_several(
        self, actor: Actor, job_id: int, given: Sequence[NumberedChange]
    ) -> list[FrameChanged | PrelabelError]:
        """Change frames in one transaction: each as a whole, or not at all, in which case the others go on without."""
        with self._database.write() as session:
            job, task = access.job_of(session, actor, job_id)
            numbers = {each.frame for each in given if has(job, each.frame)}
            frames = {frame.number: frame for frame in opened_all(session, actor, job_id, sorted(numbers))}
            touch(session, task, [job])
            # One that comes twice is another frame the second time.
            return [_tried(session, actor, job_id, each, frames.pop(each.frame, None)) for each in given]


def _tried(
    session: Session, actor: Actor, job_id: int, given: NumberedChange, frame: OpenedFrame | None
) -> FrameChanged | PrelabelError:
    seen = None if given.version is None else [str(given.version)]
    try:
        with session.begin_nested():
            frame = frame or opened(session, actor, job_id, given.frame)
            return _change(session, actor, frame, given.change, seen)
    except PrelabelError as refusal:
        return refusal


def _change(
    session: Session, actor: Actor, frame: OpenedFrame, change: FrameChange, seen: Collection[str] | None
) -> FrameChanged:
    if before := changes.repeated(frame, change):
        return before
    if not versions.Place(frame.number, seen).fits(str(frame.version)):
        raise versions.stale(frame.number, str(frame.version), content(session, frame))
    return changes.make(session, actor, frame, change)
