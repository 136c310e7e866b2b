"""The tables, one module per noun. Importing this package registers them all with `Base.metadata`."""

from prelabel.store.tables import annotations, requests, runs, tasks, users

__all__ = ["annotations", "requests", "runs", "tasks", "users"]
