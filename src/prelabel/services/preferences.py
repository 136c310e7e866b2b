"""How users like the pages to be; kept for the pages, which alone know what is in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from prelabel.domain.actor import Actor
from prelabel.errors import TooLarge
from prelabel.store.session import Database
from prelabel.store.tables.users import UserPreferences

LIMIT_BYTES = 64 * 1024


class PreferenceService:
    """Everybody has their own, and nobody sees another's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, actor: Actor) -> bytes:
        """The preferences as a JSON object."""
        with self._database.read() as session:
            return _body(session, actor)

    def replace(self, actor: Actor, values: Mapping[str, Any]) -> bytes:
        """Keep these in the place of all others (`TooLarge`)."""
        with self._database.write() as session:
            return _keep(session, actor, values)

    def merge(self, actor: Actor, values: Mapping[str, Any]) -> bytes:
        """Change single ones; what is None goes."""
        with self._database.write() as session:
            merged = {**msgspec.json.decode(_body(session, actor)), **values}
            return _keep(session, actor, {name: value for name, value in merged.items() if value is not None})


def check_size(size_bytes: int) -> None:
    if size_bytes > LIMIT_BYTES:
        raise TooLarge(f"Preferences have {size_bytes} bytes; they may have {LIMIT_BYTES}.")


def _body(session: Session, actor: Actor) -> bytes:
    found = session.get(UserPreferences, actor.id)
    return found.body if found is not None else b"{}"


def _keep(session: Session, actor: Actor, values: Mapping[str, Any]) -> bytes:
    body = msgspec.json.encode(values)
    check_size(len(body))
    session.merge(UserPreferences(user_id=actor.id, body=body))
    return body
