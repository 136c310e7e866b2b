"""Projects: tasks that share one set of labels."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from prelabel.store.tables.base import Base, now


class Project(Base):
    """A set of tasks. Its labels are the labels of all of them; removing it removes them."""

    __tablename__ = "projects"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    bug_tracker: Mapped[str] = mapped_column(default="")
    created_date: Mapped[datetime] = mapped_column(default=now)
    updated_date: Mapped[datetime] = mapped_column(default=now)
