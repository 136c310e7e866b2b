"""Makes the ASGI app of the function API; the server mounts it at `/api` and `/nuclio/api`."""

from __future__ import annotations

from fastapi import FastAPI

import prelabel
from prelabel.api import permissions
from prelabel.api.nuclio import (
    base_images,
    bundles,
    dashboard,
    errors,
    function_events,
    function_templates,
    functions,
    invocations,
    logs,
    metrics,
    projects,
    pruning,
    versions,
)
from prelabel.api.nuclio.access import ADMITTED, PREFIX, Access
from prelabel.api.nuclio.bodies import JsonBodies
from prelabel.services.functions import FunctionService

# Invocations first, since they are what is called most.
MODULES = (
    invocations,
    functions,
    logs,
    versions,
    pruning,
    metrics,
    bundles,
    base_images,
    function_events,
    function_templates,
    projects,
    dashboard,
)


def create_app(service: FunctionService | None, access: Access | None) -> FastAPI:
    """The app; without a service and access it only describes itself."""
    app = FastAPI(
        title="Prelabel functions",
        version=prelabel.__version__,
        description="Nuclio's dashboard API with Prelabel's extensions.",
        openapi_url="/schema.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.functions = service
    app.state.access = access
    app.add_middleware(JsonBodies)
    errors.install(app)
    for module in MODULES:
        permissions.check_rows(module.router.routes, PREFIX)
        app.include_router(module.router, dependencies=[ADMITTED], responses=errors.REFUSALS)
    return app
