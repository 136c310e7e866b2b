"""Ids of events: random as uuid4's, without a call of the system, during which another thread would take its turn."""

from __future__ import annotations

import random
import uuid


def new_event_id() -> str:
    """An id that no other event has."""
    return str(uuid.UUID(int=random.getrandbits(128), version=4))
