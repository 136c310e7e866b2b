"""What is told of a run: its row, and what it has come to so far."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from prelabel.runs.tally import Tally
from prelabel.store.tables.base import now
from prelabel.store.tables.runs import Run

ACTIVE = ("queued", "started")


@dataclass(frozen=True)
class RunView:
    run: Run
    tally: Tally

    @property
    def frames_per_second(self) -> float | None:
        if self.run.started_date is None or not self.tally.frames:
            return None
        seconds = ((self.run.finished_date or now()) - self.run.started_date).total_seconds()
        return self.tally.frames / seconds if seconds > 0 else None


def view_of(run: Run) -> RunView:
    return RunView(run, tally_of(run))


def tally_of(run: Run) -> Tally:
    return msgspec.json.decode(run.tally, type=Tally)
