"""The tables, one module per noun. Importing this package registers them all with `Base.metadata`."""

from prelabel.store.tables import annotations, functions, issues, projects, requests, runs, secrets, tasks, users

__all__ = ["annotations", "functions", "issues", "projects", "requests", "runs", "secrets", "tasks", "users"]
