"""Gives what is drawn on tasks, and what runs have found there, other labels in the place of those it had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from prelabel.domain.predictions import Predictions
from prelabel.domain.shapes import Annotations, AttributeValue, Shape, Tag, Track
from prelabel.services.drawing import Checker
from prelabel.store.queries import annotations as rows
from prelabel.store.queries import labels as stored_labels
from prelabel.store.tables.annotations import FrameAnnotations, TrackRow
from prelabel.store.tables.runs import Run, RunFrame
from prelabel.store.tables.tasks import Job, Task

replace = msgspec.structs.replace
Drawn = TypeVar("Drawn", Shape, Tag, Track)


@dataclass(frozen=True)
class NewLabels:
    """The new ids of labels and sublabels, and of attributes. What has none of them goes: an object of such a label, a
    skeleton's point, a value."""

    labels: Mapping[int, int]
    attributes: Mapping[int, int]

    def shapes(self, given: Iterable[Shape]) -> tuple[Shape, ...]:
        moved = (replace(self._moved(one), elements=self.shapes(one.elements)) for one in self._kept(given))
        return tuple(shape for shape in moved if shape.elements or shape.type != "skeleton")

    def tags(self, given: Iterable[Tag]) -> tuple[Tag, ...]:
        return tuple(map(self._moved, self._kept(given)))

    def tracks(self, given: Iterable[Track]) -> tuple[Track, ...]:
        return tuple(
            replace(
                self._moved(track),
                elements=self.tracks(track.elements),
                shapes=tuple(replace(key, attributes=self._values(key.attributes)) for key in track.shapes),
            )
            for track in self._kept(given)
        )

    def _kept(self, given: Iterable[Drawn]) -> Iterable[Drawn]:
        return (one for one in given if one.label_id in self.labels)

    def _moved(self, one: Drawn) -> Drawn:
        return replace(one, label_id=self.labels[one.label_id], attributes=self._values(one.attributes))

    def _values(self, given: Iterable[AttributeValue]) -> tuple[AttributeValue, ...]:
        known = self.attributes
        return tuple(AttributeValue(known[one.spec_id], one.value) for one in given if one.spec_id in known)


def relabel(session: Session, task: Task, new: NewLabels) -> None:
    """Rewrite everything of a task; attributes that the new labels have besides get their defaults."""
    owned = session.scalars(select(Job).where(Job.task_id == task.id)).all()
    jobs = [job.id for job in owned]
    labels = stored_labels.with_these(session, new.labels.values())
    checker = Checker(labels, [(job.start_frame, job.stop_frame) for job in owned])
    for row in session.scalars(
        select(FrameAnnotations).where(FrameAnnotations.job_id.in_(jobs), rows.HOLDS_SOMETHING),
        execution_options=rows.FRESH,
    ).all():
        given = Annotations(
            shapes=new.shapes(rows.decode_shapes(row.shapes)), tags=new.tags(rows.decode_tags(row.tags))
        )
        checked = checker.check(given)
        rows.put(session, (row.job_id, row.frame), row, checked.shapes, checked.tags, rows.Review.of(row))
    for track in session.scalars(select(TrackRow).where(TrackRow.job_id.in_(jobs))).all():
        found = checker.check(Annotations(tracks=new.tracks((rows.decode_track(track.body),)))).tracks
        if found:
            track.label_id, track.body = found[0].label_id, rows.encode(found[0])
        else:
            session.delete(track)
    _relabel_predictions(session, task, new)


def _relabel_predictions(session: Session, task: Task, new: NewLabels) -> None:
    """What runs have found keeps its places, by which it is taken or dismissed, so none of it goes."""
    query = select(RunFrame).join(Run, Run.id == RunFrame.run_id).where(Run.task_id == task.id)
    for frame in session.scalars(query).all():
        found = msgspec.json.decode(frame.predictions, type=Predictions)
        moved = Predictions(shapes=new.shapes(found.shapes), tags=new.tags(found.tags))
        if len(moved) == len(found):
            frame.predictions = msgspec.json.encode(moved)
