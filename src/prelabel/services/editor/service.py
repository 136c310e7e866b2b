"""The annotation editor's use cases: the frames of a job, one frame whole, and one change of it."""

from __future__ import annotations

from collections.abc import Collection

from prelabel.domain.actor import Actor
from prelabel.domain.frame_change import FrameChange, FrameChanged, FrameContent
from prelabel.domain.frame_state import FrameState
from prelabel.domain.placed_object import PlacedObject
from prelabel.services import access, versions
from prelabel.services.editor import change as changes
from prelabel.services.editor import objects, states
from prelabel.services.editor.content import content
from prelabel.services.editor.opened import opened
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

    def change(
        self, actor: Actor, job_id: int, number: int, change: FrameChange, seen: Collection[str] | None = None
    ) -> FrameChanged:
        """Change a frame at once; `Stale`, with the frame as it is, when it has none of the versions in `seen`.

        A change that was made already is not made again; its answer is.
        """
        with self._database.write() as session:
            frame = opened(session, actor, job_id, number)
            if before := changes.repeated(session, frame, change):
                return before
            if not versions.Place(number, seen).fits(str(frame.version)):
                raise versions.stale(number, str(frame.version), content(session, frame))
            return changes.make(session, actor, frame, change)
