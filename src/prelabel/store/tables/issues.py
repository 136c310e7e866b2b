"""What reviewers find wrong with a frame, and what is said about it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from prelabel.store.tables.base import Base, now


class Issue(Base):
    """A place on a frame of a job that somebody objects to; `position` is flat x, y pairs in pixels."""

    __tablename__ = "issues"

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), index=True)
    frame: Mapped[int]
    position: Mapped[list[Any]]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    resolved: Mapped[bool] = mapped_column(default=False)
    created_date: Mapped[datetime] = mapped_column(default=now)
    updated_date: Mapped[datetime] = mapped_column(default=now)


class Comment(Base):
    """One contribution to the talk about an issue."""

    __tablename__ = "comments"

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issues.id", ondelete="CASCADE"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    message: Mapped[str]
    created_date: Mapped[datetime] = mapped_column(default=now)
    updated_date: Mapped[datetime] = mapped_column(default=now)
