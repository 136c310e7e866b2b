"""Ctrl+C that is heard even where the exception that it raises gets lost."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interruption:
    """`asked()` once Ctrl+C was pressed within `heard`, which raises `KeyboardInterrupt` as ever.

    The exception alone is not enough: where a finalizer or a callback of the interpreter happens to run as the signal
    comes, Python prints it and goes on.
    """

    def __init__(self) -> None:
        self._asked = False

    def asked(self) -> bool:
        return self._asked

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Listen for the length of a block, in the main thread."""
        before = signal.signal(signal.SIGINT, self._hear)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        self._asked = True
        raise KeyboardInterrupt
