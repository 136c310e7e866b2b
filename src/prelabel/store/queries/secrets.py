"""Finds or makes a random key of this installation."""

from __future__ import annotations

import secrets

from sqlalchemy.orm import Session

from prelabel.store.tables.secrets import Secret

KEY_BYTES = 32


def key(session: Session, name: str) -> bytes:
    """The key of this name; `session` must be one that may write."""
    found = session.get(Secret, name)
    if found is None:
        found = Secret(name=name, value=secrets.token_bytes(KEY_BYTES))
        session.add(found)
    return found.value
