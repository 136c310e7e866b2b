"""Puts the routes together under `/api`."""

from fastapi import APIRouter

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
    """Every route of CVAT's API that is here."""
    api = APIRouter(prefix="/api")
    for module in MODULES:
        api.include_router(module.router)
    return api
