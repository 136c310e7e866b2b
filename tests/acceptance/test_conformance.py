"""The API answers as its document says, whatever it is asked; `just conform` does so for longer."""

from __future__ import annotations

from pathlib import Path

from tests.conformance import conform
from tests.running import running

SECONDS = 30


def test_no_answer_is_undocumented(tmp_path: Path) -> None:
    with running(tmp_path / "data") as server:
        status, found = conform(server, tmp_path, SECONDS)
    assert status == 0, found
