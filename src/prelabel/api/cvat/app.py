"""Puts the routes together under `/api`."""

from fastapi import APIRouter

from prelabel.api import permissions
from prelabel.api.cvat.routes import (
    absent,
    access_tokens,
    agents,
    annotations,
    auth,
    backups,
    data,
    datasets,
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
    datasets,
    requests,
    functions,
    issues,
    agents,
    absent,
)


def router() -> APIRouter:
    """Every route of CVAT's API that is here, each for those whom the table of permissions lets in."""
    api = APIRouter(prefix=PREFIX, dependencies=[ADMITTED])
    for module in MODULES:
        permissions.check_rows(module.router.routes, PREFIX)
        api.include_router(module.router)
    return api
