"""Runs whose work an agent does: its order, and what becomes of the run as the agent reports."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from msgspec import UNSET
from sqlalchemy.orm import Session

from prelabel.domain.frames import Frame
from prelabel.domain.labels import Label
from prelabel.domain.predictions import Predictions
from prelabel.domain.region import Region
from prelabel.domain.shapes import Annotations, Shape, Tag
from prelabel.errors import InvalidInput
from prelabel.runs.convert import BAD_SHAPE, BELOW_THRESHOLD
from prelabel.runs.pipeline import FrameResult
from prelabel.runs.tally import Tally
from prelabel.services.agents import Order
from prelabel.services.drawing import Checker
from prelabel.services.runs.order import frames_of, jobs_of
from prelabel.services.runs.replacing import replace_old
from prelabel.services.runs.view import ACTIVE
from prelabel.services.runs.work import write_results
from prelabel.store.queries import labels as stored_labels
from prelabel.store.tables.base import now
from prelabel.store.tables.runs import Run
from prelabel.store.tables.tasks import Task


def batch_order(run: Run, mapping: Mapping[str, Any]) -> Order:
    """The order that an agent gets: always for the whole task; what is not of the run is dropped at its end."""
    limits = [run.threshold or 0.0, *run.thresholds.values()]
    params = {
        "type": "annotate_task",
        "task": run.task_id,
        "mapping": mapping,
        "threshold": min(limits) or None,
        "conv_mask_to_poly": run.conv_mask_to_poly,
        **({"roi": run.roi} if run.roi else {}),
    }
    return Order(int(run.function), run.task_id, params, run_id=run.id)


class RemoteRuns:
    """Implements `services.agents.BatchWork`. A run that has ended meanwhile stays as it is."""

    def began(self, session: Session, run_id: str) -> None:
        run = session.get(Run, run_id)
        if run is not None and run.state in ACTIVE:
            run.state, run.started_date = "started", run.started_date or now()

    def progressed(self, session: Session, run_id: str, progress: float) -> None:
        run = session.get(Run, run_id)
        if run is not None and run.state in ACTIVE:
            done = int(min(max(progress, 0.0), 1.0) * run.frames_total)
            run.tally = msgspec.json.encode(Tally(frames=done))

    def completed(self, session: Session, run_id: str, found: Annotations) -> None:
        """Keep what lies on the run's frames; old shapes go in the same transaction."""
        run = session.get(Run, run_id)
        if run is None or run.state not in ACTIVE:
            return
        replace_old(session, run)
        run.tally = msgspec.json.encode(Tally())
        write_results(session, run, list(_results(session, run, found)))
        run.state, run.finished_date = "finished", now()

    def failed(self, session: Session, run_id: str, reason: str) -> None:
        run = session.get(Run, run_id)
        if run is not None and run.state in ACTIVE:
            run.state, run.message, run.finished_date = "failed", reason, now()


def _results(session: Session, run: Run, found: Annotations) -> Iterator[FrameResult]:
    """A result for each of the run's frames."""
    jobs = jobs_of(session, run)
    labels = stored_labels.of_task(session, run.task_id)
    sorter = _Sorter(run, Checker(labels, [(job.start_frame, job.stop_frame) for job in jobs]), _names(labels))
    by_frame: dict[int, list[Shape | Tag]] = defaultdict(list)
    items: list[Shape | Tag] = [*found.shapes, *found.tags]
    for item in items:
        by_frame[item.frame].append(item)
    for frame in frames_of(session, session.get_one(Task, run.task_id), jobs, run.frames):
        yield sorter.result(frame, by_frame[frame.number])


def _names(labels: Sequence[Label]) -> dict[int, str]:
    return {label.known_id: label.name for label in labels}


@dataclass(frozen=True)
class _Sorter:
    """Tells good objects from bad ones, and those over the run's thresholds from those below."""

    run: Run
    checker: Checker
    names: Mapping[int, str]

    def result(self, frame: Frame, items: Iterable[Shape | Tag]) -> FrameResult:
        found, kept, count = [], [], _Count()
        for item in items:
            name = self.names.get(item.label_id, "?")
            try:
                good = self._checked(item)
            except InvalidInput:
                count.drop(BAD_SHAPE, name)
                continue
            found.append(good)
            if good.score is not UNSET and good.score < (self.run.thresholds.get(name, self.run.threshold) or 0.0):
                count.drop(BELOW_THRESHOLD, name)
                continue
            kept.append(good)
            count.kept[name] += 1
        return FrameResult(frame, _predictions(found), _predictions(kept), count.tally(len(found)))

    def _checked(self, item: Shape | Tag) -> Shape | Tag:
        if isinstance(item, Tag):
            return self.checker.check(Annotations(tags=(msgspec.structs.replace(item, source="auto"),))).tags[0]
        region = Region.of(self.run.roi)
        shape = msgspec.structs.replace(item if region is None else region.shape(item), source="auto")
        return self.checker.check(Annotations(shapes=(shape,))).shapes[0]


@dataclass(frozen=True)
class _Count:
    kept: Counter[str] = field(default_factory=Counter)
    dropped: dict[str, Counter[str]] = field(default_factory=dict)

    def drop(self, reason: str, name: str) -> None:
        self.dropped.setdefault(reason, Counter())[name] += 1

    def tally(self, found: int) -> Tally:
        dropped = {reason: dict(names) for reason, names in self.dropped.items()}
        return Tally(frames=1, predictions=found, kept=dict(self.kept), dropped=dropped)


def _predictions(found: Sequence[Shape | Tag]) -> Predictions:
    return Predictions(
        shapes=tuple(item for item in found if isinstance(item, Shape)),
        tags=tuple(item for item in found if isinstance(item, Tag)),
    )
