"""Labels of a task between their rows and the domain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from prelabel.domain.labels import Attribute, Label
from prelabel.store.tables.tasks import AttributeRow, LabelRow


def of_task(session: Session, task_id: int) -> tuple[Label, ...]:
    """The task's labels in their order, sublabels inside their skeleton."""
    rows = session.scalars(
        select(LabelRow).where(LabelRow.task_id == task_id).order_by(LabelRow.position, LabelRow.id)
    ).all()
    attributes: dict[int, list[Attribute]] = defaultdict(list)
    query = select(AttributeRow).where(AttributeRow.label_id.in_([row.id for row in rows]))
    for found in session.scalars(query.order_by(AttributeRow.position, AttributeRow.id)):
        attributes[found.label_id].append(_attribute(found))
    children: dict[int | None, list[LabelRow]] = defaultdict(list)
    for row in rows:
        children[row.parent_id].append(row)
    return tuple(_label(row, attributes, children) for row in children[None])


def add(session: Session, task_id: int, labels: Iterable[Label], parent_id: int | None = None, first: int = 0) -> None:
    """Store new labels with their attributes and sublabels."""
    for position, label in enumerate(labels, first):
        row = LabelRow(
            task_id=task_id,
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
        add(session, task_id, label.sublabels, row.id)


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
