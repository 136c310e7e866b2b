"""Labels of tasks and projects: made with them, and added, renamed or removed later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from prelabel.domain.actor import Actor
from prelabel.domain.labels import Attribute, Label, check_unique, with_colors
from prelabel.errors import InvalidInput, NotFound
from prelabel.services import access
from prelabel.services.listing import NO_TEXT, Fields, Page, Window
from prelabel.services.relabelling import NewLabels, relabel
from prelabel.services.rights import SEE_PROJECT, SEE_TASK
from prelabel.services.skeleton_drawing import check_drawing
from prelabel.store.queries import annotations as rows
from prelabel.store.queries import labels as stored
from prelabel.store.queries.labels import Owner
from prelabel.store.session import Database
from prelabel.store.tables.annotations import FrameAnnotations, TrackRow
from prelabel.store.tables.base import now
from prelabel.store.tables.projects import Project
from prelabel.store.tables.tasks import AttributeRow, Job, LabelRow, Task

FIELDS = Fields(
    {
        "id": LabelRow.id,
        "name": LabelRow.name,
        "color": LabelRow.color,
        "type": LabelRow.type,
        "parent": NO_TEXT,  # a list has labels that are in no skeleton
        "parent_id": LabelRow.parent_id,
    },
    searched=("name",),
)


@dataclass(frozen=True)
class Whose:
    """What labels are asked of, at most one; of everything that the actor may see, if nothing is named."""

    task_id: int | None = None
    job_id: int | None = None
    project_id: int | None = None


@dataclass(frozen=True)
class LabelChange:
    """A label as a change of its task or project gives it: without an id it is new, with `deleted` it goes.

    `values` are the fields of `Label` that are given; the others stay as they are, and so do sublabels that are not in
    `sublabels`. A sublabel is found by its id or name.
    """

    id: int | None
    values: dict[str, Any]
    deleted: bool = False
    sublabels: tuple[LabelChange, ...] = ()

    def to_label(self) -> Label:
        """The label that a change without an id makes."""
        parts = tuple(part.to_label() for part in self.sublabels if not part.deleted)
        return Label(**{"name": "", **self.values, "sublabels": parts})


@dataclass(frozen=True)
class LabelView:
    """A label, whose it is, and the skeleton that it is a part of."""

    label: Label
    owner: Owner
    parent_id: int | None = None


class LabelService:
    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self, actor: Actor, window: Window, whose: Whose | None = None) -> Page[LabelView]:
        """Top-level labels that the actor may see, sublabels inside: those of a task, job or project in their order, or
        else all, oldest first."""
        with self._database.read() as session:
            owner = _owner(session, actor, whose or Whose())
            if owner is not None and window.is_unfiltered and not window.sort:
                return window.cut([LabelView(label, owner) for label in stored.of(session, owner)])
            conditions = [LabelRow.parent_id.is_(None), *FIELDS.conditions(window), *_seen(actor, owner)]
            ordered = [FIELDS.order(window)] if window.sort else [LabelRow.position] if owner else []
            query = select(LabelRow.id, LabelRow.task_id, LabelRow.project_id).where(*conditions)
            count = session.scalar(select(func.count(LabelRow.id)).where(*conditions)) or 0
            part = query.order_by(*ordered, LabelRow.id).offset(window.offset).limit(window.limit)
            owners = {label_id: Owner(*of) for label_id, *of in session.execute(part)}
            labels = {label.known_id: label for label in stored.under(session, list(owners))}
            return Page([LabelView(labels[label_id], of) for label_id, of in owners.items()], count)

    def get(self, actor: Actor, label_id: int) -> LabelView:
        """A label or sublabel (`NotFound`)."""
        with self._database.read() as session:
            return _one(session, actor, label_id)

    def update(self, actor: Actor, label_id: int, given: LabelChange) -> LabelView:
        """Change one label, and the points of a skeleton."""
        with self._database.write() as session:
            before = _one(session, actor, label_id)
            _own(session, actor, before.owner)
            if before.parent_id is not None:
                raise InvalidInput("A sublabel is changed with its skeleton.", field="parent_id")
            change(session, before.owner, [replace(given, id=label_id, deleted=False)])
            return _one(session, actor, label_id)

    def delete(self, actor: Actor, label_id: int) -> None:
        """Remove a label and the objects that have it."""
        with self._database.write() as session:
            view = _one(session, actor, label_id)
            _own(session, actor, view.owner)
            if view.parent_id is not None:
                raise InvalidInput("A sublabel cannot go without its skeleton.", field="parent_id")
            change(session, view.owner, [LabelChange(label_id, {}, deleted=True)])


def create(session: Session, owner: Owner, labels: Sequence[Label]) -> None:
    """Store the labels of a new task or project, each with a colour of its own."""
    _check(labels)
    stored.add(session, owner, with_colors(labels))


def change(session: Session, owner: Owner, changes: Sequence[LabelChange]) -> None:
    """Apply the label part of a change. Objects of a label that goes are removed with it."""
    if not changes:
        return
    present = {label.known_id: label for label in stored.of(session, owner)}
    for item in changes:
        if item.id is not None and item.id not in present:
            raise InvalidInput(f"There is no label #{item.id} here.", field="labels")
    kept = dict(present)
    for item in changes:
        if item.id is not None:
            if item.deleted:
                kept.pop(item.id, None)
                _remove(session, owner, item.id)
            else:
                kept[item.id] = msgspec.structs.replace(present[item.id], **item.values)
                _rewrite(session, kept[item.id], present[item.id])
                _change_sublabels(session, owner, present[item.id], item.sublabels)
    new = [item.to_label() for item in changes if item.id is None and not item.deleted]
    _check([*kept.values(), *new])
    coloured = with_colors([*kept.values(), *new])[len(kept) :]
    stored.add(session, owner, coloured, first=len(present))
    _touch(session, owner)


def _check(labels: Sequence[Label]) -> None:
    """Refuse two of one name, and skeletons that are none."""
    check_unique(labels)
    for label in labels:
        check_unique(label.sublabels)
        if bool(label.sublabels) != (label.type == "skeleton"):
            raise InvalidInput("A skeleton, and nothing else, has sublabels.", field="sublabels")
        check_drawing(label.svg)


def _owner(session: Session, actor: Actor, whose: Whose) -> Owner | None:
    """Who has the labels of something that the actor may see (`NotFound`); None when nothing is named."""
    if whose.job_id is not None:
        return stored.owner_of(access.job_of(session, actor, whose.job_id)[1])
    if whose.task_id is not None:
        return stored.owner_of(access.task_of(session, actor, whose.task_id))
    if whose.project_id is not None:
        return Owner(project_id=access.project_of(session, actor, whose.project_id).id)
    return None


def _seen(actor: Actor, owner: Owner | None) -> list[ColumnElement[bool]]:
    """The condition under which a label is the owner's, or may be seen by the actor; none where all may be."""
    if owner is not None:
        own = LabelRow.project_id == owner.project_id if owner.project_id else LabelRow.task_id == owner.task_id
        return [own]
    if SEE_TASK.for_all(actor) and SEE_PROJECT.for_all(actor):
        return []
    of_tasks = select(LabelRow.id).join(Task, Task.id == LabelRow.task_id).where(access.visible_tasks(actor))
    of_projects = select(LabelRow.id).join(Project, Project.id == LabelRow.project_id)
    return [LabelRow.id.in_(of_tasks.union_all(of_projects.where(access.visible_projects(actor))))]


def _one(session: Session, actor: Actor, label_id: int) -> LabelView:
    row = session.get(LabelRow, label_id)
    owner = Owner(row.task_id, row.project_id) if row is not None else Owner()
    try:
        if owner.project_id is not None:
            access.project_of(session, actor, owner.project_id)
        elif owner.task_id is not None:
            access.task_of(session, actor, owner.task_id)
    except NotFound:
        row = None
    if row is None:
        raise NotFound(f"There is no label #{label_id}.")
    everything = {label.known_id: label for top in stored.of(session, owner) for label in (top, *top.sublabels)}
    return LabelView(everything[label_id], owner, row.parent_id)


def _own(session: Session, actor: Actor, owner: Owner) -> None:
    if owner.project_id is not None:
        access.owned_project(session, actor, owner.project_id)
    elif owner.task_id is not None:
        access.owned_task(session, actor, owner.task_id)


def _tasks(owner: Owner) -> ColumnElement[bool]:
    """The condition under which a row of `tasks` is annotated with the owner's labels."""
    return Task.id == owner.task_id if owner.project_id is None else Task.project_id == owner.project_id


def _touch(session: Session, owner: Owner) -> None:
    """Clients keep what they downloaded until the `updated_date` grows."""
    session.execute(update(Task).where(_tasks(owner)).values(updated_date=now()))
    if owner.project_id is not None:
        session.execute(update(Project).where(Project.id == owner.project_id).values(updated_date=now()))


def _rewrite(session: Session, label: Label, before: Label) -> None:
    """Store a changed label. An attribute is found by its id or name; one that is not given stays."""
    row = session.get_one(LabelRow, label.id)
    row.name, row.color, row.type, row.svg = label.name, label.color or before.color, label.type, label.svg
    known = {attribute.id: attribute for attribute in before.attributes}
    names = {attribute.name: attribute.id for attribute in before.attributes}
    fresh = []
    for attribute in label.attributes:
        attribute_id = attribute.id if attribute.id in known else names.get(attribute.name)
        if attribute_id is None:
            fresh.append(attribute)
        else:
            _rewrite_attribute(session.get_one(AttributeRow, attribute_id), attribute)
    stored.add_attributes(session, before.known_id, fresh, first=len(before.attributes))


def _rewrite_attribute(row: AttributeRow, attribute: Attribute) -> None:
    if attribute.input_type != row.input_type:
        raise InvalidInput(f"The input type of the attribute “{row.name}” cannot be changed.", field="input_type")
    row.name, row.mutable, row.default_value = attribute.name, attribute.mutable, attribute.default_value
    row.values = list(attribute.values)


def _change_sublabels(session: Session, owner: Owner, skeleton: Label, changes: Sequence[LabelChange]) -> None:
    """Add, change and remove the points of a skeleton; what is drawn of one that goes is removed with it."""
    if changes and skeleton.type != "skeleton":
        raise InvalidInput(f"“{skeleton.name}” is no skeleton and has no sublabels.", field="sublabels")
    kept = {part.known_id: part for part in skeleton.sublabels}
    named = {part.name: part.known_id for part in skeleton.sublabels}
    new = []
    for item in changes:
        part_id = item.id if item.id is not None else named.get(item.values.get("name", ""))
        if part_id is None:
            new.append(item.to_label())
        elif part_id not in kept:
            raise InvalidInput(f"There is no sublabel #{part_id} in “{skeleton.name}”.", field="sublabels")
        elif item.deleted:
            del kept[part_id]
            _remove_part(session, owner, part_id)
        else:
            before, kept[part_id] = kept[part_id], msgspec.structs.replace(kept[part_id], **item.values)
            _rewrite(session, kept[part_id], before)
    check_unique([*kept.values(), *new])
    stored.add(session, owner, new, skeleton.known_id, first=len(skeleton.sublabels))
    row = session.get_one(LabelRow, skeleton.known_id)
    row.svg = stored.with_ids(session, row)


def _remove_part(session: Session, owner: Owner, part_id: int) -> None:
    for task in session.scalars(select(Task).where(_tasks(owner))).all():
        known = {one.known_id: one for top in stored.of_task(session, task.id) for one in (top, *top.sublabels)}
        attributes = {one.id: one.id for label in known.values() for one in label.attributes if one.id is not None}
        relabel(session, task, NewLabels({one: one for one in known if one != part_id}, attributes))
    session.execute(delete(LabelRow).where(LabelRow.id == part_id))


def _remove(session: Session, owner: Owner, label_id: int) -> None:
    jobs = list(session.scalars(select(Job.id).join(Task, Task.id == Job.task_id).where(_tasks(owner))))
    for row in session.scalars(
        select(FrameAnnotations).where(FrameAnnotations.job_id.in_(jobs)), execution_options=rows.FRESH
    ).all():
        if str(label_id) in row.counts:
            shapes = tuple(s for s in rows.decode_shapes(row.shapes) if s.label_id != label_id)
            tags = tuple(t for t in rows.decode_tags(row.tags) if t.label_id != label_id)
            rows.put(session, (row.job_id, row.frame), row, shapes, tags, rows.Review.of(row))
    session.execute(delete(TrackRow).where(TrackRow.job_id.in_(jobs), TrackRow.label_id == label_id))
    session.execute(delete(LabelRow).where(LabelRow.id == label_id))
