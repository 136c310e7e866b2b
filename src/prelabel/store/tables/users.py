"""People who may sign in, their sessions and their tokens."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from prelabel.store.tables.base import Base, now


class User(Base):
    """`role` is admin, user or worker. An empty `password_hash` means that no password has been set."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="user")
    email: Mapped[str] = mapped_column(default="")
    first_name: Mapped[str] = mapped_column(default="")
    last_name: Mapped[str] = mapped_column(default="")
    is_active: Mapped[bool] = mapped_column(default=True)
    date_joined: Mapped[datetime] = mapped_column(default=now)
    last_login: Mapped[datetime | None]

    @property
    def is_admin(self) -> bool:
        return self.role == "admin"


class Token(Base):
    """A secret that stands for a user; only its hash is kept.

    `purpose` is `session` (the cookie of a browser or of the SDK), `login` (the key that a login answers),
    `access` (made on purpose for scripts) or `link` (signs in once).
    """

    __tablename__ = "tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    secret_hash: Mapped[str] = mapped_column(unique=True)
    csrf: Mapped[str] = mapped_column(default="")
    created_date: Mapped[datetime] = mapped_column(default=now)
    updated_date: Mapped[datetime] = mapped_column(default=now)
    expiry_date: Mapped[datetime | None]
    last_used_date: Mapped[datetime | None]
    read_only: Mapped[bool] = mapped_column(default=False)


class UserPreferences(Base):
    """How a user likes the pages to be: `body` is a JSON object that only the pages read."""

    __tablename__ = "user_preferences"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    body: Mapped[bytes]
    updated_date: Mapped[datetime] = mapped_column(default=now, onupdate=now)
