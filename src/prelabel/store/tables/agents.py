"""Functions that run on other machines, and the work that waits for their agents."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from prelabel.store.tables.base import Base, now


class NativeFunction(Base):
    """A function that agents of its owner run. `card` is the JSON of its `FunctionSpec`.

    Ids are never given twice, so that an agent of a deleted function serves no other one.
    """

    __tablename__ = "native_functions"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy's own attribute

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    visibility: Mapped[str] = mapped_column(default="private")
    card: Mapped[bytes]
    created_date: Mapped[datetime] = mapped_column(default=now)
    updated_date: Mapped[datetime] = mapped_column(default=now)


class AnnotationRequest(Base):
    """A piece of work in a native function's queue; it is gone when it is done.

    `category` is interactive or batch, and a batch request does a run. `agent` has taken it, until `lease_until` unless
    it is heard of; `wanted_agent` is the only one that may take it.
    """

    __tablename__ = "annotation_requests"

    id: Mapped[str] = mapped_column(primary_key=True)
    function_id: Mapped[int] = mapped_column(ForeignKey("native_functions.id", ondelete="CASCADE"), index=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"), index=True)
    run_id: Mapped[str | None] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), index=True)
    category: Mapped[str]
    params: Mapped[dict[str, Any]]
    agent: Mapped[str] = mapped_column(default="")
    wanted_agent: Mapped[str] = mapped_column(default="")
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    created_date: Mapped[datetime] = mapped_column(default=now)
