"""Puts the routes together under `/api`."""

from fastapi import APIRouter

from prelabel.api.cvat.routes import (
    annotations,
    auth,
    data,
    datasets,
    functions,
    labels,
    projects,
    requests,
    server,
    tasks,
    users,
)


def router() -> APIRouter:
    """Every route of CVAT's API that is here."""
    api = APIRouter(prefix="/api")
    for module in (server, auth, users, projects, tasks, labels, data, annotations, datasets, requests, functions):
        api.include_router(module.router)
    return api
