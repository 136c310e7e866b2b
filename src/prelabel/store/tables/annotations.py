"""What is drawn: one row per job and frame, shapes in parts of it, tracks in rows of their own; the counter of ids."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from prelabel.store.tables.base import Base


class FrameAnnotations(Base):
    """What is drawn on one frame of a job, its tags as the JSON array that the API answers with; see `ShapePart`.

    `version` grows with every write; once a frame has a row it keeps it, so that a version never comes again.
    `counts` is objects by label and source: `{"12": {"auto": 3, "manual": 1}}`. The numbers are those of
    `domain.frame_state.FrameTally`; they stand before the bodies, so that a list reads no page of them.
    """

    __tablename__ = "frame_annotations"

    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True)
    frame: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    shape_count: Mapped[int] = mapped_column(default=0)
    tag_count: Mapped[int] = mapped_column(default=0)
    prediction_count: Mapped[int] = mapped_column(default=0)
    scored_count: Mapped[int] = mapped_column(default=0)
    doubt: Mapped[float] = mapped_column(default=0.0)
    reviewed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    reviewed_date: Mapped[datetime | None]
    counts: Mapped[dict[str, Any]]
    tags: Mapped[bytes]
    parts: Mapped[list[ShapePart]] = relationship(viewonly=True, order_by="ShapePart.id", lazy="selectin")

    @property
    def shapes(self) -> bytes:
        """The shapes as one JSON array."""
        return b"[%b]" % b",".join(part.shapes[1:-1] for part in self.parts)


class ShapePart(Base):
    """Some of the shapes of a frame, as the JSON array that the API answers with; the frame's parts in the order of
    their ids are all of them.

    A frame with hundreds of objects has several, so that changing one of them rewrites few. All ids of the shapes,
    without those of elements, lie in `first_id` to `last_id`.
    """

    __tablename__ = "shape_parts"
    __table_args__ = (
        ForeignKeyConstraint(
            ["job_id", "frame"], ["frame_annotations.job_id", "frame_annotations.frame"], ondelete="CASCADE"
        ),
        Index(None, "job_id", "frame", "first_id", "last_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int]
    frame: Mapped[int]
    first_id: Mapped[int] = mapped_column(BigInteger)
    last_id: Mapped[int] = mapped_column(BigInteger)
    shapes: Mapped[bytes]


class FrameMemory(Base):
    """What the editor must not forget of a frame, beside what is drawn on it.

    `decided` are predictions that were taken or dismissed, by run: `{"<run>": {"taken": [3], "dismissed": [0, 7]}}`.
    `removed` are ids of objects that were deleted and may come back. `changes` are the last ones, newest last, so that
    one whose answer was lost is not made twice.
    """

    __tablename__ = "frame_memory"

    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True)
    frame: Mapped[int] = mapped_column(primary_key=True)
    decided: Mapped[dict[str, Any]] = mapped_column(default=dict)
    removed: Mapped[list[Any]] = mapped_column(default=list)
    changes: Mapped[list[Any]] = mapped_column(default=list)


class TrackRow(Base):
    """One track of a job; `body` is its JSON as the API answers with.

    It reaches from `frame` to `last_frame`, or to the job's end where that is not set.
    """

    __tablename__ = "tracks"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), index=True)
    frame: Mapped[int]
    last_frame: Mapped[int | None]
    label_id: Mapped[int] = mapped_column(index=True)
    body: Mapped[bytes]


class Counter(Base):
    """The next free number of a sequence, taken in blocks."""

    __tablename__ = "counters"

    name: Mapped[str] = mapped_column(primary_key=True)
    next_value: Mapped[int] = mapped_column(BigInteger)
