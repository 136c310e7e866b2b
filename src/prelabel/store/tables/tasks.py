"""Tasks with their labels, frames and jobs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from prelabel.store.tables.base import Base, now


class Task(Base):
    """A set of frames to annotate. Before its data has come, `size` is 0 and `mode` empty."""

    __tablename__ = "tasks"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    subset: Mapped[str] = mapped_column(default="")
    bug_tracker: Mapped[str] = mapped_column(default="")
    mode: Mapped[str] = mapped_column(default="")
    segment_size: Mapped[int] = mapped_column(default=0)
    overlap: Mapped[int] = mapped_column(default=0)
    size: Mapped[int] = mapped_column(default=0)
    chunk_size: Mapped[int] = mapped_column(default=36)
    image_quality: Mapped[int] = mapped_column(default=70)
    sorting_method: Mapped[str] = mapped_column(default="lexicographical")
    start_frame: Mapped[int] = mapped_column(default=0)
    stop_frame: Mapped[int] = mapped_column(default=0)
    frame_filter: Mapped[str] = mapped_column(default="")
    deleted_frames: Mapped[list[Any]] = mapped_column(default=list)
    created_date: Mapped[datetime] = mapped_column(default=now)
    updated_date: Mapped[datetime] = mapped_column(default=now, index=True)
    data_date: Mapped[datetime | None]


class LabelRow(Base):
    """A label of a project, or of a task without one; a sublabel has a parent.

    `position` keeps the order in which they were given.
    """

    __tablename__ = "labels"

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"), index=True)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("labels.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str]
    color: Mapped[str]
    type: Mapped[str] = mapped_column(default="any")
    svg: Mapped[str] = mapped_column(default="")


class AttributeRow(Base):
    """A question asked of each object of a label."""

    __tablename__ = "attributes"

    id: Mapped[int] = mapped_column(primary_key=True)
    label_id: Mapped[int] = mapped_column(ForeignKey("labels.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str]
    input_type: Mapped[str]
    mutable: Mapped[bool] = mapped_column(default=False)
    default_value: Mapped[str] = mapped_column(default="")
    values: Mapped[list[Any]] = mapped_column(default=list)


class FrameRow(Base):
    """One picture of a task; see `domain.frames.Frame`."""

    __tablename__ = "frames"

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    key: Mapped[str]
    shown_key: Mapped[str]


class Job(Base):
    """A stretch of a task's frames that one person works on; `start_frame` and `stop_frame` are inclusive."""

    __tablename__ = "jobs"

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"), index=True)
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    type: Mapped[str] = mapped_column(default="annotation")
    stage: Mapped[str] = mapped_column(default="annotation")
    state: Mapped[str] = mapped_column(default="new")
    start_frame: Mapped[int]
    stop_frame: Mapped[int]
    created_date: Mapped[datetime] = mapped_column(default=now)
    updated_date: Mapped[datetime] = mapped_column(default=now, index=True)
