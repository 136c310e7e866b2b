"""Puts the routes together under `/api`."""

from fastapi import FastAPI

from prelabel.api import permissions
from prelabel.api.cvat.errors import REFUSALS
from prelabel.api.cvat.plain_values import PLAIN_VALUES
from prelabel.api.cvat.routes import (
    absent,
    access_tokens,
    agents,
    annotations,
    auth,
    backups,
    data,
    datasets,
    frames,
    functions,
    issues,
    labels,
    projects,
    requests,
    server,
    tasks,
    users,
)
from prelabel.api.cvat.signin import ADMITTED, PREFIX

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
    data,
    annotations,
    frames,
    datasets,
    requests,
    functions,
    issues,
    agents,
    absent,
)


def include_in(app: FastAPI) -> None:
    """Serve every route of CVAT's API that is here, each for those whom the table of permissions lets in.

    Routers in routers would be searched once for each level.
    """
    for module in MODULES:
        permissions.check_rows(module.router.routes, PREFIX)
        app.include_router(module.router, prefix=PREFIX, dependencies=[PLAIN_VALUES, ADMITTED], responses=REFUSALS)
