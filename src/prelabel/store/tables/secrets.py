"""Random keys of this installation, made when they are first needed."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from prelabel.store.tables.base import Base


class Secret(Base):
    __tablename__ = "secrets"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[bytes]
