"""Who asks: the signed-in user as services see them."""

from __future__ import annotations

from dataclasses import dataclass

ROLES = ("admin", "user", "worker")  # each may what those behind it may


@dataclass(frozen=True)
class Actor:
    """A user by id. Administrators see and change everything, a user their own and what is assigned to them.

    A worker only annotates what is assigned to them.
    """

    id: int
    username: str
    role: str = "user"

    @property
    def is_admin(self) -> bool:
        return self.role == "admin"
