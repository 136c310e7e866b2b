"""Puts the routes together under `/api`."""

from fastapi import FastAPI

from prelabel.api import permissions
from prelabel.api.cvat.routes import (
    absent,
    access_tokens,
    agents,
    annotations,
    auth,
    backups,
    cloudstorages,
    data,
    datasets,
    frames,
    functions,
    issues,
    job_objects,
    labels,
    projects,
    requests,
    server,
    tasks,
    unserved,
    users,
)

# Where two routes fit an address, the first one answers: those of one noun stand before those of several.
MODULES = (
    server,
    access_tokens,
    auth,
    users,
    backups,
    projects,
    tasks,
    labels,
    cloudstorages,
    data,
    annotations,
    frames,
    job_objects,
    datasets,
    requests,
    functions,
    issues,
    agents,
    absent,
    unserved,
)


def include_in(app: FastAPI) -> None:
    """Serve every route of CVAT's API that is here, each for those whom the table of permissions lets in."""
    for module in MODULES:
        permissions.check_rows(module.router.routes)
        app.router.routes.extend(module.router.routes)
