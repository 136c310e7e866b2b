"""Background requests: how far they are, and the files that they made."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import FileResponse, Response

from prelabel.api.cvat.list_filters import RequestFilter
from prelabel.api.cvat.paging import PagingDep
from prelabel.api.cvat.routing import Router
from prelabel.api.cvat.schemas.base import Listed
from prelabel.api.cvat.schemas.requests import RequestRead
from prelabel.api.cvat.services import ServicesDep
from prelabel.api.cvat.signin import ActorDep

router = Router(prefix="/requests", tags=["requests"])


@router.get("")
def list_requests(
    request: Request,
    services: ServicesDep,
    actor: ActorDep,
    paging: PagingDep,
    wanted: Annotated[RequestFilter, Depends()],
) -> Listed[RequestRead]:
    """The caller's own, newest first."""
    found = services.requests.list(actor, paging.window(wanted, sort="-created_date"))
    return paging.listed(found, lambda view: RequestRead.of(view, request))


@router.get("/{request_id}")
def retrieve_request(request: Request, services: ServicesDep, actor: ActorDep, request_id: str) -> RequestRead:
    return RequestRead.of(services.requests.get(actor, request_id), request)


@router.post("/{request_id}/cancel", response_class=Response)
def cancel_request(services: ServicesDep, actor: ActorDep, request_id: str) -> Response:
    """Take back a request that has not begun."""
    services.requests.cancel(actor, request_id)
    return Response(status_code=200)


@router.get("/{request_id}/result", name="download_result", response_class=FileResponse)
def download_result(services: ServicesDep, actor: ActorDep, request_id: str) -> FileResponse:
    """The file that the request made."""
    result = services.requests.result(actor, request_id)
    return FileResponse(result.file, media_type="application/zip", filename=result.name)
