"""Background work that a client polls, and uploads that are under way."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from prelabel.store.tables.base import Base, now


class Request(Base):
    """One piece of background work; `state` is queued, started, finished or failed, as CVAT knows them."""

    __tablename__ = "requests"

    id: Mapped[str] = mapped_column(primary_key=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    action: Mapped[str]
    target: Mapped[str]
    subresource: Mapped[str] = mapped_column(default="")
    project_id: Mapped[int | None] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"), index=True)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"), index=True)
    job_id: Mapped[int | None]
    format: Mapped[str] = mapped_column(default="")
    options: Mapped[dict[str, Any]] = mapped_column(default=dict)
    state: Mapped[str] = mapped_column(default="queued")
    progress: Mapped[float] = mapped_column(default=0.0)
    message: Mapped[str] = mapped_column(default="")
    result_id: Mapped[int | None]
    result_file: Mapped[str] = mapped_column(default="")
    result_name: Mapped[str] = mapped_column(default="")
    created_date: Mapped[datetime] = mapped_column(default=now)
    started_date: Mapped[datetime | None]
    finished_date: Mapped[datetime | None]


class Upload(Base):
    """A file that comes in pieces (tus). `target` names what it is for: `task:7:data`."""

    __tablename__ = "uploads"

    id: Mapped[str] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    target: Mapped[str] = mapped_column(index=True)
    filename: Mapped[str]
    length: Mapped[int] = mapped_column(BigInteger)
    created_date: Mapped[datetime] = mapped_column(default=now)
