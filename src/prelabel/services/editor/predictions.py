"""Predictions that were left out of a frame by their run's threshold, and what a person has decided on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from prelabel.domain.frame_change import FrameChange
from prelabel.domain.predictions import Predictions
from prelabel.domain.shapes import Annotations, Shape, Tag
from prelabel.errors import InvalidInput
from prelabel.services.drawing import Checker
from prelabel.services.editor.opened import OpenedFrame
from prelabel.store.tables.runs import Run, RunFrame

Decided = dict[str, dict[str, list[int]]]  # run -> taken or dismissed -> places among its predictions
WAYS = ("taken", "dismissed")


def left_out(session: Session, frame: OpenedFrame) -> Iterator[tuple[str, Shape | Tag]]:
    """With their keys, those of each function's last run on the frame that nobody has decided on."""
    decided: Decided = frame.memory.decided if frame.memory is not None else {}
    found = session.execute(select(RunFrame).where(RunFrame.run_id.in_(_last_runs(session, frame)), _on(frame)))
    checker = None
    for (run_frame,) in found:
        settled = {place for places in decided.get(run_frame.run_id, {}).values() for place in places}
        places = [place for place in run_frame.left_out if place not in settled]
        if not places:
            continue
        checker = checker or frame.checker()
        predictions = msgspec.json.decode(run_frame.predictions, type=Predictions)
        everything = (*predictions.shapes, *predictions.tags)
        for place in places:
            if (item := _as_stored(everything[place], checker)) is not None:
                yield f"{run_frame.run_id}:{place}", item


def decide(session: Session, frame: OpenedFrame, change: FrameChange) -> Decided:
    """What is decided on after a change; `InvalidInput` names a key that is none of the frame's."""
    decided: Decided = frame.memory.decided if frame.memory is not None else {}
    keys = {name: [_parsed(key, name) for key in getattr(change, name)] for name in (*WAYS, "restored")}
    if not any(keys.values()):
        return decided
    _check(session, frame, keys)
    ways = {(run, place): way for run, by_way in decided.items() for way, places in by_way.items() for place in places}
    for key in keys["restored"]:
        ways.pop(key, None)
    for way in WAYS:
        ways.update((key, way) for key in keys[way])
    after: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for (run, place), way in sorted(ways.items()):
        after[run][way].append(place)
    return {run: dict(by_way) for run, by_way in after.items()}


def _last_runs(session: Session, frame: OpenedFrame) -> Iterable[str]:
    """Of each function the last run that has done this frame, for the job or for the whole task."""
    query = (
        select(Run.function, Run.id)
        .join(RunFrame, RunFrame.run_id == Run.id)
        .where(Run.task_id == frame.task.id, or_(Run.job_id.is_(None), Run.job_id == frame.job.id))
        .where(_on(frame), RunFrame.reason == "")
    )
    return dict(session.execute(query.order_by(Run.created_date)).all()).values()


def _on(frame: OpenedFrame) -> Any:
    return RunFrame.frame == frame.number


def _as_stored(item: Shape | Tag, checker: Checker) -> Shape | Tag | None:
    """With the attributes that storing fills in; None when its label is gone."""
    try:
        if isinstance(item, Tag):
            return checker.check(Annotations(tags=(item,))).tags[0]
        return checker.check(Annotations(shapes=(item,))).shapes[0]
    except InvalidInput:
        return None


def _parsed(key: str, field: str) -> tuple[str, int]:
    run, _, place = key.rpartition(":")
    if not run or not place.isdecimal():
        raise InvalidInput(f"“{key}” is not the key of a prediction.", field=field)
    return run, int(place)


def _check(session: Session, frame: OpenedFrame, keys: dict[str, list[tuple[str, int]]]) -> None:
    runs = {run for parsed in keys.values() for run, _ in parsed}
    query = select(RunFrame.run_id, RunFrame.left_out).join(Run).where(Run.task_id == frame.task.id, _on(frame))
    known = {run: set(places) for run, places in session.execute(query.where(RunFrame.run_id.in_(runs)))}
    for field, parsed in keys.items():
        for run, place in parsed:
            if place not in known.get(run, ()):
                raise InvalidInput(f"“{run}:{place}” is not a prediction of frame {frame.number}.", field=field)
