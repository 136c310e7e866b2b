"""Tracking states on their way through the client: signed, so that only what a function gave comes back to it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import time
from typing import Any

import msgspec

from prelabel.errors import InvalidInput

LIFE_SECONDS = 8 * 3600


class State(msgspec.Struct, frozen=True):
    """A state as its function made it. `agent` is the only agent that knows it; empty when any worker does."""

    function: str
    value: Any
    agent: str
    until: float


class TrackingStates:
    """Signs states and takes them back for eight hours; `key` is random bytes."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def sign(self, function: str, value: Any, agent: str = "") -> str:
        body = msgspec.json.encode(State(function, value, agent, time.time() + LIFE_SECONDS))
        return f"{_text(body)}.{_text(self._signature(body))}"

    def read(self, function: str, token: str) -> State:
        """The state in a token of this function (`InvalidInput`)."""
        try:
            body, signature = (base64.urlsafe_b64decode(part.encode()) for part in token.split("."))
        except (ValueError, binascii.Error, UnicodeEncodeError) as error:
            raise _invalid("it has been changed") from error
        if not hmac.compare_digest(signature, self._signature(body)):
            raise _invalid("it has been changed")
        state = msgspec.json.decode(body, type=State)
        if state.function != function:
            raise _invalid("it is of another function")
        if state.until < time.time():
            raise _invalid("it has expired")
        return state

    def _signature(self, body: bytes) -> bytes:
        return hmac.digest(self._key, body, hashlib.sha256)


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode()


def _invalid(reason: str) -> InvalidInput:
    return InvalidInput(f"A tracking state cannot be used: {reason}. Begin the track anew.", field="states")
