"""The app behind the main port: CVAT's API, the function platform's API at `/nuclio/api`, and the web app."""

from __future__ import annotations

from functools import partial

from fastapi import FastAPI
from starlette.types import ASGIApp

import prelabel
from prelabel.api.cvat import app as cvat
from prelabel.api.cvat import errors as cvat_errors
from prelabel.api.cvat.services import Services
from prelabel.server.body_limit import BodyLimit
from prelabel.server.guards import Guards
from prelabel.server.openapi import describe
from prelabel.server.web import WebApp


def create_app(services: Services | None, nuclio: ASGIApp | None) -> FastAPI:
    """Put the parts together; without services it only describes itself (`openapi`)."""
    app = FastAPI(
        title="Prelabel",
        version=prelabel.__version__,
        description="CVAT's REST API with Prelabel's extensions.",
        openapi_url="/api/schema",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.openapi = partial(describe, app)  # type: ignore[method-assign]  # FastAPI's own way to say it
    app.state.services = services
    cvat.include_in(app)
    cvat_errors.install(app)
    if nuclio is not None:
        app.mount("/nuclio/api", nuclio)
    app.mount("/", WebApp(), name="web")
    app.add_middleware(BodyLimit)
    app.add_middleware(Guards)
    return app
