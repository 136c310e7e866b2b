"""Counts of frames, batches and crashed runs add up."""

from __future__ import annotations

import msgspec

from prelabel.runs.tally import FailedFrame, Tally, total

ONE = Tally(frames=1, predictions=3, kept={"nut": 2}, dropped={"bad shape": {"nut": 1}}, gives_confidence=False)
OTHER = Tally(
    frames=2,
    predictions=1,
    kept={"nut": 1, "bolt": 1},
    dropped={"bad shape": {"nut": 1, "bolt": 4}, "below threshold": {"nut": 1}},
    failed=(FailedFrame(4, "a.jpg", "boom"),),
)


def test_tallies_add_up() -> None:
    assert (
        Tally(
            frames=3,
            predictions=4,
            kept={"nut": 3, "bolt": 1},
            dropped={"bad shape": {"nut": 2, "bolt": 4}, "below threshold": {"nut": 1}},
            failed=OTHER.failed,
            gives_confidence=False,
        )
        == ONE + OTHER
    )
    assert total(()) == Tally()


def test_a_tally_survives_as_json() -> None:
    assert msgspec.json.decode(msgspec.json.encode(OTHER), type=Tally) == OTHER
