"""What the server is and what it can."""

from __future__ import annotations

import re
from typing import Any

from fastapi import Request

from prelabel.api.cvat.routing import Router
from prelabel.api.cvat.schemas.formats import FormatRead, Formats, Plugins
from prelabel.api.cvat.schemas.share import FileInfo
from prelabel.api.cvat.schemas.users import About
from prelabel.api.cvat.services import ServicesDep
from prelabel.formats import registry

router = Router(tags=["server"])
CLIENT = re.compile(r"cvat_sdk/(\d+\.\d+)")
VERSION = "2.80"


@router.get("/server/about")
async def about(request: Request) -> About:
    """Clients warn when the version is not their own, so each hears its own minor version."""
    client = CLIENT.search(request.headers.get("User-Agent", ""))
    return About(
        name="Prelabel",
        description="Annotate pictures with your own model; speaks CVAT's REST API.",
        version=f"{client[1] if client else VERSION}.0",
        logo_url=str(request.url_for("web", path="favicon.svg")),
        subtitle="",
    )


@router.get("/server/annotation/formats")
async def formats() -> Formats:
    """Formats for import and export."""
    return Formats(
        importers=[FormatRead.of(known) for known in registry.IMPORTERS],
        exporters=[FormatRead.of(known) for known in registry.EXPORTERS],
    )


@router.get("/server/share")
def share(services: ServicesDep, directory: str = "/", search: str = "") -> list[FileInfo]:
    """What lies in a folder of the share; nothing where the operator shares none."""
    return [FileInfo.of(entry) for entry in services.share.entries(directory, search)]


@router.get("/server/plugins")
async def plugins() -> Plugins:
    """Which optional parts of CVAT are here."""
    return Plugins()


@router.get("/schema")
async def schema(request: Request) -> dict[str, Any]:
    """This API in OpenAPI's words."""
    described: dict[str, Any] = request.app.openapi()
    return described
