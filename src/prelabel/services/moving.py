"""Moves a task into a project, into another, or out of one; what is drawn on it gets the labels of the same names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from prelabel.domain.actor import Actor
from prelabel.domain.labels import Label
from prelabel.errors import Conflict, InvalidInput
from prelabel.services import access
from prelabel.services.relabelling import NewLabels, relabel
from prelabel.store.queries import labels as stored
from prelabel.store.queries.labels import Owner
from prelabel.store.tables.base import now
from prelabel.store.tables.projects import Project
from prelabel.store.tables.runs import Run
from prelabel.store.tables.tasks import LabelRow, Task

FIELD = "project_id"


def move(session: Session, actor: Actor, task: Task, project_id: int | None) -> None:
    """Out of a project the task gets labels of its own. Every label of the task must be in the new project, by name and
    of a type that fits (`InvalidInput`); attributes that are not there are lost, as in CVAT."""
    if task.project_id == project_id:
        return
    running = select(Run.id).where(Run.task_id == task.id, Run.state.in_(("queued", "started")))
    if session.scalar(running.limit(1)) is not None:
        raise Conflict(f"Task #{task.id} is being annotated; wait for the run to end, or cancel it.")
    old_owner = stored.owner_of(task)
    before = stored.of(session, old_owner)
    if project_id is None:
        stored.add(session, Owner(task.id), map(stored.unstored, before))
        after = stored.of(session, Owner(task.id))
    else:
        access.owned_project(session, actor, project_id)
        after = stored.of(session, Owner(project_id=project_id))
    relabel(session, task, matched(before, after, project_id))
    if old_owner.project_id is None:
        session.execute(delete(LabelRow).where(LabelRow.task_id == task.id))
    for touched in (old_owner.project_id, project_id):
        if touched is not None:
            session.get_one(Project, touched).updated_date = now()
    task.project_id = project_id


def matched(before: Sequence[Label], after: Sequence[Label], project_id: int | None) -> NewLabels:
    """Labels, sublabels and attributes of the same names."""
    pairs = list(_pairs(before, after, f"Project #{project_id}"))
    return NewLabels(
        {old.known_id: new.known_id for old, new in pairs},
        {
            one.id: other.id
            for old, new in pairs
            for one in old.attributes
            for other in new.attributes
            if one.name == other.name and one.input_type == other.input_type
            if one.id is not None and other.id is not None
        },
    )


def _pairs(before: Iterable[Label], after: Iterable[Label], where: str) -> Iterator[tuple[Label, Label]]:
    named = {label.name: label for label in after}
    for old in before:
        new = named.get(old.name)
        if new is None:
            raise InvalidInput(f"{where} has no label “{old.name}”; add it there first.", field=FIELD)
        if not _fit(old, new):
            raise InvalidInput(f"{where} has “{old.name}” as {new.type}, the task as {old.type}.", field=FIELD)
        yield old, new
        yield from _pairs(old.sublabels, new.sublabels, f"The skeleton “{new.name}”")


def _fit(old: Label, new: Label) -> bool:
    return old.type == new.type or ("any" in (old.type, new.type) and "skeleton" not in (old.type, new.type))
