"""What is drawn: one row per job and frame, tracks in rows of their own, and the counter that gives ids."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from prelabel.store.tables.base import Base


class FrameAnnotations(Base):
    """The shapes and tags of one frame of a job, as the JSON arrays that the API answers with.

    `version` grows with every write. `counts` is objects by label and source: `{"12": {"auto": 3, "manual": 1}}`.
    """

    __tablename__ = "frame_annotations"

    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True)
    frame: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    shapes: Mapped[bytes]
    tags: Mapped[bytes]
    counts: Mapped[dict[str, Any]]


class TrackRow(Base):
    """One track of a job; `body` is its JSON as the API answers with."""

    __tablename__ = "tracks"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), index=True)
    frame: Mapped[int]
    label_id: Mapped[int] = mapped_column(index=True)
    body: Mapped[bytes]


class Counter(Base):
    """The next free number of a sequence, taken in blocks."""

    __tablename__ = "counters"

    name: Mapped[str] = mapped_column(primary_key=True)
    next_value: Mapped[int]
