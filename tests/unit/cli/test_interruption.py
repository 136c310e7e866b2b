"""Ctrl+C at a moment when the interpreter loses the exception that it raises."""

from __future__ import annotations

import signal

import pytest

from prelabel.cli.interruption import Interruption


class Finalized:
    """Gets the signal while the interpreter finalizes it."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_lost_one_is_heard() -> None:
    interruption = Interruption()
    with interruption.heard():
        Finalized()
    assert interruption.asked()


def test_the_block_is_left_and_the_handler_with_it() -> None:
    before, interruption = signal.getsignal(signal.SIGINT), Interruption()
    with pytest.raises(KeyboardInterrupt), interruption.heard():
        signal.raise_signal(signal.SIGINT)
    assert interruption.asked()
    assert signal.getsignal(signal.SIGINT) is before
