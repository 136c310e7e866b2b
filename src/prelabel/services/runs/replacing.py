"""Takes away what a run is to replace: nothing, what runs of its function made, what is automatic, or everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from prelabel.domain.predictions import Predictions
from prelabel.domain.shapes import Annotations, Shape, Tag
from prelabel.errors import InvalidInput
from prelabel.services import annotations as drawn
from prelabel.services.drawing import Checker
from prelabel.services.runs.order import jobs_of, numbers_of
from prelabel.store.queries import annotations as rows
from prelabel.store.queries import labels as stored_labels
from prelabel.store.tables.runs import Run, RunFrame
from prelabel.store.tables.tasks import Job

Item = Shape | Tag
Judge = Callable[[Item], bool]


def replace_old(session: Session, run: Run) -> None:
    """Remove from the run's frames what `run.replace` names, in the caller's transaction."""
    _REPLACE[run.replace](session, run, jobs_of(session, run))


def _nothing(session: Session, run: Run, jobs: Sequence[Job]) -> None:
    del session, run, jobs


def _all(session: Session, run: Run, jobs: Sequence[Job]) -> None:
    """Everything; tracks too, unless the run is about some frames only, since a track is about many."""
    if run.frames is None:
        drawn.clear_jobs(session, jobs)
    else:
        _remove(session, run, jobs, lambda _: True)


def _automatic(session: Session, run: Run, jobs: Sequence[Job]) -> None:
    _remove(session, run, jobs, lambda item: item.source == "auto")


def _own(session: Session, run: Run, jobs: Sequence[Job]) -> None:
    """What is drawn exactly as a run of the same function predicted it: nobody has touched it since."""
    checker = Checker(stored_labels.of_task(session, run.task_id), [(job.start_frame, job.stop_frame) for job in jobs])
    predicted = set(_predicted(session, run, checker))
    _remove(session, run, jobs, lambda item: _face(item) in predicted)


def _remove(session: Session, run: Run, jobs: Sequence[Job], goes: Judge) -> None:
    chosen = numbers_of(jobs) if run.frames is None else set(run.frames)
    for key, row in rows.rows(session, [(job.id, number) for job in jobs for number in chosen]).items():
        shapes, tags = rows.decode_shapes(row.shapes), rows.decode_tags(row.tags)
        left = tuple(s for s in shapes if not goes(s)), tuple(t for t in tags if not goes(t))
        if (len(left[0]), len(left[1])) != (len(shapes), len(tags)):
            rows.put(session, key, row, *left)


def _predicted(session: Session, run: Run, checker: Checker) -> Iterator[tuple[Any, ...]]:
    """The faces of all that runs of this function have found on the task."""
    query = select(RunFrame.predictions).join(Run).where(Run.task_id == run.task_id, Run.function == run.function)
    for body in session.scalars(query):
        found = msgspec.json.decode(body, type=Predictions)
        items: list[Item] = [*found.shapes, *found.tags]
        for item in items:
            try:
                yield _face(_as_stored(item, checker))
            except InvalidInput:  # of a label that is gone; what had it is gone too
                continue


def _as_stored(item: Item, checker: Checker) -> Item:
    """A prediction with the attributes that storing fills in."""
    if isinstance(item, Tag):
        return checker.check(Annotations(tags=(item,))).tags[0]
    return checker.check(Annotations(shapes=(item,))).shapes[0]


def _face(item: Item) -> tuple[Any, ...]:
    """Everything about an object but its id, so that two of them can be compared."""
    attributes = tuple(sorted((value.spec_id, value.value) for value in item.attributes))
    common = (item.frame, item.label_id, item.group or 0, item.source, attributes, item.score)
    if isinstance(item, Tag):
        return common
    drawn_so = (item.type, item.points, item.rotation, item.occluded, item.outside, item.z_order)
    return (*common, *drawn_so, *(_face(element) for element in item.elements))


_REPLACE: dict[str, Callable[[Session, Run, Sequence[Job]], None]] = {
    "nothing": _nothing,
    "own predictions": _own,
    "all auto": _automatic,
    "all": _all,
}
