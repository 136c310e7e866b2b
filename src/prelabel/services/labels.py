"""The labels of a task: made with it, and added, renamed or removed later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from prelabel.domain.actor import Actor
from prelabel.domain.labels import Label, check_unique, with_colors
from prelabel.errors import InvalidInput
from prelabel.services import access
from prelabel.store.queries import annotations as rows
from prelabel.store.queries import labels as stored
from prelabel.store.session import Database
from prelabel.store.tables.annotations import FrameAnnotations, TrackRow
from prelabel.store.tables.tasks import Job, LabelRow


@dataclass(frozen=True)
class LabelChange:
    """A label as a change of its task gives it: without an id it is new, with `deleted` it goes."""

    label: Label
    deleted: bool = False


class LabelService:
    def __init__(self, database: Database) -> None:
        self._database = database

    def of_task(self, actor: Actor, task_id: int) -> tuple[Label, ...]:
        """The labels of a task that the actor may see."""
        with self._database.read() as session:
            access.task_of(session, actor, task_id)
            return stored.of_task(session, task_id)

    def of_job(self, actor: Actor, job_id: int) -> tuple[Label, ...]:
        """The labels of the task of a job that the actor may see."""
        with self._database.read() as session:
            return stored.of_task(session, access.job_of(session, actor, job_id)[1].id)


def create(session: Session, task_id: int, labels: Sequence[Label]) -> None:
    """Store the labels of a new task, each with a colour of its own."""
    check_unique(labels)
    for label in labels:
        check_unique(label.sublabels)
    stored.add(session, task_id, with_colors(labels))


def change(session: Session, task_id: int, changes: Sequence[LabelChange]) -> None:
    """Apply the label part of a change of a task. Objects of a label that goes are removed with it."""
    present = {label.known_id: label for label in stored.of_task(session, task_id)}
    for item in changes:
        if item.label.id is not None and item.label.id not in present:
            raise InvalidInput(f"The task has no label #{item.label.id}.", field="labels")
    kept = dict(present)
    for item in changes:
        if item.label.id is not None:
            if item.deleted:
                del kept[item.label.id]
                _remove(session, task_id, item.label.id)
            else:
                kept[item.label.id] = item.label
                _rename(session, item.label, present[item.label.id])
    new = [item.label for item in changes if item.label.id is None]
    check_unique([*kept.values(), *new])
    coloured = with_colors([*kept.values(), *new])[len(kept) :]
    stored.add(session, task_id, coloured, first=len(present))


def _rename(session: Session, label: Label, before: Label) -> None:
    row = session.get_one(LabelRow, label.id)
    row.name = label.name
    row.color = label.color or before.color
    row.type = label.type
    known = {attribute.name for attribute in before.attributes}
    fresh = [attribute for attribute in label.attributes if attribute.id is None and attribute.name not in known]
    stored.add_attributes(session, before.known_id, fresh, first=len(before.attributes))


def _remove(session: Session, task_id: int, label_id: int) -> None:
    jobs = list(session.scalars(select(Job.id).where(Job.task_id == task_id)))
    for row in session.scalars(select(FrameAnnotations).where(FrameAnnotations.job_id.in_(jobs))):
        if str(label_id) in row.counts:
            shapes = tuple(s for s in rows.decode_shapes(row.shapes) if s.label_id != label_id)
            tags = tuple(t for t in rows.decode_tags(row.tags) if t.label_id != label_id)
            rows.rewrite(session, row, shapes, tags)
    session.execute(delete(TrackRow).where(TrackRow.job_id.in_(jobs), TrackRow.label_id == label_id))
    session.execute(delete(LabelRow).where(LabelRow.id == label_id))
