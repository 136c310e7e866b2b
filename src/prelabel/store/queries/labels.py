"""Labels of a task or project between their rows and the domain."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import msgspec
from sqlalchemy import ColumnElement, Integer, bindparam, or_, select
from sqlalchemy.orm import Session

from prelabel.domain.labels import Attribute, Label
from prelabel.store.tables.tasks import AttributeRow, LabelRow, Task


@dataclass(frozen=True)
class Owner:
    """Whose labels: a project's, or those of a task without one."""

    task_id: int | None = None
    project_id: int | None = None


def owner_of(task: Task) -> Owner:
    """Who has the labels of a task."""
    return Owner(task.id) if task.project_id is None else Owner(project_id=task.project_id)


class _Tree:
    """The two queries for labels under a condition, put together once: that takes longer than to ask them."""

    def __init__(self, condition: ColumnElement[bool]) -> None:
        own = select(LabelRow.id).where(condition)
        self.labels = select(LabelRow).where(condition).order_by(LabelRow.position, LabelRow.id)
        attributes = select(AttributeRow).where(AttributeRow.label_id.in_(own))
        self.attributes = attributes.order_by(AttributeRow.position, AttributeRow.id)


_OWNER = bindparam("owner", type_=Integer)
_PROJECT = select(Task.project_id).where(Task.id == _OWNER).scalar_subquery()
_SHOWN = _Tree(or_(LabelRow.task_id == _OWNER, LabelRow.project_id == _PROJECT))
_OF_TASK, _OF_PROJECT = _Tree(LabelRow.task_id == _OWNER), _Tree(LabelRow.project_id == _OWNER)


def of_task(session: Session, task_id: int) -> tuple[Label, ...]:
    """The labels that a task is annotated with, its project's if it has one."""
    return _tree(session, _SHOWN, task_id)


def of(session: Session, owner: Owner) -> tuple[Label, ...]:
    """The labels of a task or project."""
    if owner.project_id is not None:
        return _tree(session, _OF_PROJECT, owner.project_id)
    return _tree(session, _OF_TASK, owner.task_id)


def with_these(session: Session, ids: Collection[int]) -> tuple[Label, ...]:
    """The labels of these ids, with those of their sublabels that are among them."""
    return _tree(session, _Tree(LabelRow.id.in_(ids)))


def under(session: Session, chosen: Collection[int]) -> tuple[Label, ...]:
    """The top-level labels of chosen ids, with their sublabels."""
    return _tree(session, _Tree(or_(LabelRow.id.in_(chosen), LabelRow.parent_id.in_(chosen))))


def _tree(session: Session, chosen: _Tree, owner: int | None = None) -> tuple[Label, ...]:
    """Labels in their order, sublabels inside their skeleton."""
    rows = session.scalars(chosen.labels, {"owner": owner}).all()
    attributes: dict[int, list[Attribute]] = defaultdict(list)
    for found in session.scalars(chosen.attributes, {"owner": owner}):
        attributes[found.label_id].append(_attribute(found))
    children: dict[int | None, list[LabelRow]] = defaultdict(list)
    for row in rows:
        children[row.parent_id].append(row)
    return tuple(_label(row, attributes, children) for row in children[None])


def add(session: Session, owner: Owner, labels: Iterable[Label], parent_id: int | None = None, first: int = 0) -> None:
    """Store new labels with their attributes and sublabels."""
    for position, label in enumerate(labels, first):
        row = LabelRow(
            task_id=owner.task_id,
            project_id=owner.project_id,
            parent_id=parent_id,
            position=position,
            name=label.name,
            color=label.color,
            type=label.type,
            svg=label.svg,
        )
        session.add(row)
        session.flush()
        add_attributes(session, row.id, label.attributes)
        add(session, owner, label.sublabels, row.id)
        row.svg = with_ids(session, row)


def add_attributes(session: Session, label_id: int, attributes: Iterable[Attribute], first: int = 0) -> None:
    """Store new attributes of a label."""
    for position, attribute in enumerate(attributes, first):
        session.add(
            AttributeRow(
                label_id=label_id,
                position=position,
                name=attribute.name,
                input_type=attribute.input_type,
                mutable=attribute.mutable,
                default_value=attribute.default_value,
                values=list(attribute.values),
            )
        )


def _attribute(row: AttributeRow) -> Attribute:
    return Attribute(
        id=row.id,
        name=row.name,
        input_type=row.input_type,
        mutable=row.mutable,
        default_value=row.default_value,
        values=tuple(row.values),
    )


def _label(row: LabelRow, attributes: dict[int, list[Attribute]], children: dict[int | None, list[LabelRow]]) -> Label:
    return Label(
        id=row.id,
        name=row.name,
        color=row.color,
        type=row.type,
        svg=row.svg,
        attributes=tuple(attributes[row.id]),
        sublabels=tuple(_label(child, attributes, children) for child in children[row.id]),
    )


def with_ids(session: Session, skeleton: LabelRow) -> str:
    """The drawing of a skeleton, whose nodes name their sublabels, with the sublabels' ids instead."""
    svg = skeleton.svg
    if svg:
        for sublabel in session.scalars(select(LabelRow).where(LabelRow.parent_id == skeleton.id)):
            svg = svg.replace(f'data-label-name="{sublabel.name}"', f'data-label-id="{sublabel.id}"')
    return svg


def with_names(label: Label) -> str:
    """A skeleton's drawing, whose nodes name their sublabels by id, with the sublabels' names."""
    names = {str(sublabel.id): sublabel.name for sublabel in label.sublabels}
    return re.sub(
        r'data-label-id="(\d+)"', lambda found: f'data-label-name="{names.get(found[1], found[1])}"', label.svg
    )


def unstored(label: Label) -> Label:
    """The same label as it was before it was stored, to be stored once more."""
    return msgspec.structs.replace(
        label,
        id=None,
        svg=with_names(label),
        attributes=tuple(msgspec.structs.replace(attribute, id=None) for attribute in label.attributes),
        sublabels=tuple(map(unstored, label.sublabels)),
    )
