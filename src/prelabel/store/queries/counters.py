"""Ids taken from a counter in blocks, so that a hundred thousand shapes cost one statement."""

from __future__ import annotations

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from prelabel.store.tables.annotations import Counter


def take(session: Session, name: str, count: int) -> range:
    """The next `count` numbers of the counter; nobody else gets them, even if this transaction is long."""
    statement = (
        update(Counter)
        .where(Counter.name == name)
        .values(next_value=Counter.next_value + count)
        .returning(Counter.next_value)
    )
    end = session.execute(statement).scalar_one_or_none()
    if end is None:
        session.execute(insert(Counter).values(name=name, next_value=1 + count))
        end = 1 + count
    return range(end - count, end)
