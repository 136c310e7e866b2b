"""What a run says at its end: objects kept and dropped, with the reason and per class, and the frames that failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec


class FailedFrame(msgspec.Struct, frozen=True):
    """A frame that has no result, and why."""

    frame: int
    name: str
    reason: str


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """A count that adds up: a frame's, a batch's, a run's. Failed frames are among `frames`.

    `kept` counts objects per task label, `dropped` per reason and model label.
    """

    frames: int = 0
    predictions: int = 0
    kept: dict[str, int] = {}
    dropped: dict[str, dict[str, int]] = {}
    failed: tuple[FailedFrame, ...] = ()
    gives_confidence: bool | None = None

    def __add__(self, other: Tally) -> Tally:
        return total((self, other))


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of tallies; a function gives confidences when it gave one anywhere."""
    tallies = tuple(tallies)
    dropped: dict[str, Counter[str]] = {}
    for tally in tallies:
        for reason, counts in tally.dropped.items():
            dropped.setdefault(reason, Counter()).update(counts)
    seen = {tally.gives_confidence for tally in tallies} - {None}
    return Tally(
        frames=sum(tally.frames for tally in tallies),
        predictions=sum(tally.predictions for tally in tallies),
        kept=dict(sum((Counter(tally.kept) for tally in tallies), Counter())),
        dropped={reason: dict(counts) for reason, counts in dropped.items()},
        failed=tuple(failed for tally in tallies for failed in tally.failed),
        gives_confidence=any(seen) if seen else None,
    )
