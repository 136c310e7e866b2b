"""The keystroke-level model (Card, Moran and Newell 1980): how long a practised hand takes for what it does."""

from __future__ import annotations

from dataclasses import dataclass

KEY = 0.28  # an average typist who does not look; a modifier is a key of its own
POINT = 1.1
BUTTON = 0.1  # down or up
HOME = 0.4  # a hand goes from the mouse to the keys, or back
MENTAL = 1.35


@dataclass(frozen=True)
class Work:
    """What hands did. A click points first; a drag is point, press, point, let go. `decisions` are made by the head."""

    keys: int = 0
    hovers: int = 0
    clicks: int = 0
    drags: int = 0
    homings: int = 0
    decisions: int = 0

    def __add__(self, more: Work) -> Work:
        return Work(*(a + b for a, b in zip(self._numbers(), more._numbers(), strict=True)))

    def _numbers(self) -> tuple[int, ...]:
        return (self.keys, self.hovers, self.clicks, self.drags, self.homings, self.decisions)

    @property
    def seconds(self) -> float:
        """Of doing. Deciding what to do is not in it: the model leaves it to the task, which is the same for both."""
        pointing = self.hovers + self.clicks + 2 * self.drags
        pressing = 2 * (self.clicks + self.drags)
        return self.keys * KEY + pointing * POINT + pressing * BUTTON + self.homings * HOME

    @property
    def seconds_with_thought(self) -> float:
        return self.seconds + self.decisions * MENTAL
