"""Background requests: how far they are, and the files that they made."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import FileResponse, Response

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
    action: str | None = None,
    target: str | None = None,
    subresource: str | None = None,
    format: str | None = None,
    status: str | None = None,
    project_id: int | None = None,
    task_id: int | None = None,
    job_id: int | None = None,
) -> Listed[RequestRead]:
    """The caller's own, newest first."""
    fields = {"action": action, "target": target, "subresource": subresource, "format": format, "state": status}
    places = {"project_id": project_id, "task_id": task_id, "job_id": job_id}
    found = services.requests.list(actor, paging.window, **fields, **places)
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
