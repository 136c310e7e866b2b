"""How people like their functions to be run."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from prelabel.store.tables.base import Base, now


class RunPreset(Base):
    """The options of runs of one function over the tasks of one owner."""

    __tablename__ = "run_presets"

    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    function: Mapped[str] = mapped_column(primary_key=True)
    options: Mapped[dict[str, Any]]
    updated_date: Mapped[datetime] = mapped_column(default=now, onupdate=now)
