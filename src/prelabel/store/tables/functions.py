"""Tables of the function platform: functions, their versions, and Nuclio's projects (not CVAT's)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from prelabel.store.tables.base import Base, now


class FunctionRow(Base):
    """A function by its name. `serving_id` is the version whose workers answer; a newer one may be in the making.

    `port` is its own HTTP port, kept for ever; `state` and `message` are of the newest version.
    """

    __tablename__ = "functions"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    project: Mapped[str] = mapped_column(default="default")
    port: Mapped[int] = mapped_column(default=0)
    state: Mapped[str]
    message: Mapped[str] = mapped_column(default="")
    serving_id: Mapped[int | None] = mapped_column(default=None)
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    versions: Mapped[list[FunctionVersionRow]] = relationship(
        order_by="FunctionVersionRow.number", cascade="all, delete-orphan", lazy="selectin"
    )


class FunctionVersionRow(Base):
    """One deployment of a function: its configuration, where its environment lies, what has been learnt of it."""

    __tablename__ = "function_versions"
    __table_args__ = (UniqueConstraint("function_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    function_id: Mapped[int] = mapped_column(ForeignKey("functions.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    config: Mapped[dict[str, Any]]
    environment: Mapped[str] = mapped_column(default="")
    gives_confidence: Mapped[bool | None] = mapped_column(default=None)
    created_at: Mapped[datetime] = mapped_column(default=now)


class FunctionProjectRow(Base):
    """A project of functions, in Nuclio's sense: a name that groups them."""

    __tablename__ = "function_projects"

    name: Mapped[str] = mapped_column(primary_key=True)
    spec: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime] = mapped_column(default=now)


class FunctionEventRow(Base):
    """A request that was saved to try a function with; `function` is its name, and it may not be deployed yet."""

    __tablename__ = "function_events"

    name: Mapped[str] = mapped_column(primary_key=True)
    function: Mapped[str] = mapped_column(index=True)
    spec: Mapped[dict[str, Any]] = mapped_column(default=dict)
