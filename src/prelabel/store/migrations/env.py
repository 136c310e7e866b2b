"""Alembic's entry: runs the steps on the connection that `steps.migrate` has opened."""

from typing import Any

from alembic import context

from prelabel.store import tables  # noqa: F401 - registers the tables
from prelabel.store.tables.base import Base, UtcTime


def render(kind: str, item: Any, autogenerate: Any) -> Any:
    """Migrations name plain types, so that they go on working when ours change."""
    del autogenerate
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcTime) else False


context.configure(
    render_item=render,
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
