"""The tables, one module per noun. Importing this package registers them all with `Base.metadata`."""

from prelabel.store.tables import (
    agents,
    annotations,
    functions,
    issues,
    presets,
    projects,
    requests,
    runs,
    secrets,
    tasks,
    users,
)

__all__ = [
    "agents",
    "annotations",
    "functions",
    "issues",
    "presets",
    "projects",
    "requests",
    "runs",
    "secrets",
    "tasks",
    "users",
]
