"""Frames between their rows and the domain."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from prelabel.domain.frames import Frame
from prelabel.store.tables.tasks import FrameRow


def of_task(session: Session, task_id: int, start: int = 0, stop: int | None = None) -> list[Frame]:
    """The frames of a task by number, from `start` to `stop`, both inclusive."""
    query = select(FrameRow).where(FrameRow.task_id == task_id, FrameRow.number >= start)
    if stop is not None:
        query = query.where(FrameRow.number <= stop)
    return [as_frame(row) for row in session.scalars(query.order_by(FrameRow.number))]


def as_frame(row: FrameRow) -> Frame:
    return Frame(
        number=row.number,
        name=row.name,
        width=row.width,
        height=row.height,
        key=row.key,
        shown_key=row.shown_key,
    )
