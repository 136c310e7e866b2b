"""What an import tells the user beside its result: each line once, and not thousands of them."""

from __future__ import annotations

SHOWN = 20


class Remarks:
    """Lines in the order in which they came; of many only the first twenty and their number are shown."""

    def __init__(self, noun: str) -> None:
        self._noun = noun
        self._lines: dict[str, None] = {}

    def add(self, line: str) -> None:
        self._lines[line] = None

    @property
    def lines(self) -> tuple[str, ...]:
        lines = tuple(self._lines)
        if len(lines) <= SHOWN:
            return lines
        return (*lines[:SHOWN], f"and {len(lines) - SHOWN} more {self._noun}")
