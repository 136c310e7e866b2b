"""How far each frame of a job is; reads counts, never what is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from prelabel.domain.frame_state import FrameState, FrameTally, Reviewer
from prelabel.services.editor.opened import OpenedFrame
from prelabel.store.queries.annotations import Review
from prelabel.store.tables.annotations import FrameAnnotations as Row
from prelabel.store.tables.annotations import TrackRow
from prelabel.store.tables.tasks import Job
from prelabel.store.tables.users import User

NUMBERS = (Row.shape_count, Row.tag_count, Row.prediction_count, Row.scored_count, Row.doubt)
NOTHING = (0, FrameTally(), None, None)


def of_job(session: Session, job: Job) -> list[FrameState]:
    """One for each frame of the job."""
    query = select(Row.frame, Row.version, Row.reviewed_by_id, Row.reviewed_date, *NUMBERS)
    known = {
        frame: (version, _tally(numbers), by_id, date)
        for frame, version, by_id, date, *numbers in session.execute(query.where(Row.job_id == job.id))
    }
    people = _reviewers(session, (entry[2] for entry in known.values()))
    states = []
    for frame, tracks in enumerate(_tracks(session, job), job.start_frame):
        version, tally, by_id, date = known.get(frame, NOTHING)
        states.append(FrameState.of(frame, version, tally, tracks, (people.get(by_id), date)))
    return states


def after(session: Session, frame: OpenedFrame, version: int, tally: FrameTally, review: Review) -> FrameState:
    """The state of a frame that has just been written."""
    reaching = or_(TrackRow.last_frame.is_(None), TrackRow.last_frame >= frame.number)
    query = select(func.count(TrackRow.id)).where(TrackRow.job_id == frame.job.id, TrackRow.frame <= frame.number)
    people = _reviewers(session, [review.by_id])
    tracks = session.scalar(query.where(reaching)) or 0
    return FrameState.of(frame.number, version, tally, tracks, (people.get(review.by_id), review.date))


def _tally(numbers: Iterable[float]) -> FrameTally:
    shapes, tags, predictions, scored, doubt = numbers
    return FrameTally(shapes=int(shapes), tags=int(tags), predictions=int(predictions), scored=int(scored), doubt=doubt)


def _reviewers(session: Session, ids: Iterable[int | None]) -> dict[int | None, Reviewer]:
    wanted = {user_id for user_id in ids if user_id is not None}
    if not wanted:
        return {}
    query = select(User.id, User.username).where(User.id.in_(wanted))
    return {user_id: Reviewer(user_id, name) for user_id, name in session.execute(query)}


def _tracks(session: Session, job: Job) -> list[int]:
    """How many tracks reach over each frame of the job: up by one where a track begins, down after its last frame."""
    steps = [0] * (job.stop_frame - job.start_frame + 2)
    for first, last in session.execute(select(TrackRow.frame, TrackRow.last_frame).where(TrackRow.job_id == job.id)):
        steps[first - job.start_frame] += 1
        steps[min(job.stop_frame if last is None else last, job.stop_frame) + 1 - job.start_frame] -= 1
    return list(accumulate(steps))[:-1]
