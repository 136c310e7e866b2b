"""Tracking states come back only to the function that made them, unchanged and in time."""

from __future__ import annotations

import time

import pytest

from prelabel.errors import InvalidInput
from prelabel.services.calls.states import LIFE_SECONDS, TrackingStates

STATES = TrackingStates(b"a key of this installation")
TOKEN = STATES.sign("tracker", {"box": [1, 2.5]}, "agent 7")


def test_a_state_comes_back_as_it_was() -> None:
    state = STATES.read("tracker", TOKEN)
    assert (state.value, state.agent) == ({"box": [1, 2.5]}, "agent 7")
    assert state.until == pytest.approx(time.time() + LIFE_SECONDS, abs=60)


@pytest.mark.parametrize(
    ("function", "token"),
    [
        ("tracker", ""),
        ("tracker", "ö.ö"),
        ("tracker", TOKEN.partition(".")[0]),
        ("tracker", TOKEN + "." + TOKEN),
        ("tracker", "AAAA" + TOKEN),
        ("tracker", TrackingStates(b"another key").sign("tracker", None)),
        ("other", TOKEN),
    ],
)
def test_what_is_no_state(function: str, token: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        STATES.read(function, token)
    assert refused.value.field == "states"


def test_states_expire(monkeypatch: pytest.MonkeyPatch) -> None:
    later = time.time() + LIFE_SECONDS + 1
    monkeypatch.setattr(time, "time", lambda: later)
    with pytest.raises(InvalidInput, match="expired"):
        STATES.read("tracker", TOKEN)
