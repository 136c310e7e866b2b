"""Who asks: the signed-in user as services see them."""

from __future__ import annotations

from dataclasses import dataclass

from prelabel.errors import NotAllowed

ROLES = ("admin", "user", "worker")


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

    def require_admin(self, what: str) -> None:
        """Refuse everybody but administrators (`NotAllowed`)."""
        if not self.is_admin:
            raise NotAllowed(f"Only an administrator may {what}.")

    def require_user(self, what: str) -> None:
        """Refuse those who only annotate (`NotAllowed`)."""
        if self.role == "worker":
            raise NotAllowed(f"An annotator may not {what}; ask a user or an administrator.")
