"""The keystroke-level model (Card, Moran and Newell 1980): how long a practised hand takes for what it does.

Its operators stand for the same on both sides of a comparison:

- K: a key, also a modifier; the keys are known by heart.
- P: the pointer goes to something; it rests there, is clicked, or drags, which is P and a press, P and letting go.
- B: a button of the mouse goes down or up.
- H: a hand goes from mouse to keys or back. The right hand has the mouse, the left one lies on the keys; what lies
  beyond the middle of the keyboard is under the right one.
- M: the hands wait for the head. By the model's rules one stands before each unit of doing: each decision that a key
  tells (also that a prediction is right, where a key says so), each drag, a class that is named for itself, leaving a
  frame. None is for looking at what needs no key, in either way of working.
"""

from __future__ import annotations

from dataclasses import dataclass

KEY = 0.28  # an average typist who does not look
POINT = 1.1
BUTTON = 0.1
HOME = 0.4
MENTAL = 1.35


@dataclass(frozen=True)
class Work:
    """What hands did; `units` are those with an M before them."""

    keys: int = 0
    hovers: int = 0
    clicks: int = 0
    drags: int = 0
    homings: int = 0
    units: int = 0

    def __add__(self, more: Work) -> Work:
        return Work(*(a + b for a, b in zip(self._numbers(), more._numbers(), strict=True)))

    def _numbers(self) -> tuple[int, ...]:
        return (self.keys, self.hovers, self.clicks, self.drags, self.homings, self.units)

    @property
    def seconds(self) -> float:
        """Of doing: what the editor asks of the hands. What is to be done is asked by the pictures."""
        pointing = self.hovers + self.clicks + 2 * self.drags
        pressing = 2 * (self.clicks + self.drags)
        return self.keys * KEY + pointing * POINT + pressing * BUTTON + self.homings * HOME

    @property
    def seconds_with_thought(self) -> float:
        return self.seconds + self.units * MENTAL
