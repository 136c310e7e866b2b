"""Waits for a condition in place of a fixed time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
POLL_SECONDS = 0.02


def until(condition: Callable[[], T | None], seconds: float = 60) -> T:
    """What the condition gives once it gives something; fails when it never does."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(POLL_SECONDS)
    raise AssertionError(f"nothing came within {seconds} s from {condition}")
