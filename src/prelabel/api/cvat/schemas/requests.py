"""Bodies about background requests."""

from __future__ import annotations

from fastapi import Request as HttpRequest
from pydantic import BaseModel

from prelabel.api.cvat.schemas.base import Person, moment
from prelabel.services.requests import RequestView


class Operation(BaseModel):
    type: str
    target: str
    task_id: int | None = None
    job_id: int | None = None
    project_id: int | None = None
    format: str | None = None
    name: str | None = None


class RequestRead(BaseModel):
    """`progress` is 0 to 1. `result_url` is there when a file can be downloaded."""

    id: str
    status: str
    message: str
    operation: Operation
    progress: float | None = None
    created_date: str | None
    started_date: str | None = None
    finished_date: str | None = None
    expiry_date: str | None = None
    owner: Person | None = None
    result_url: str | None = None
    result_id: int | None = None

    @classmethod
    def of(cls, view: RequestView, http: HttpRequest) -> RequestRead:
        request = view.request
        url = http.url_for("download_result", request_id=request.id) if request.result_file else None
        return cls(
            id=request.id,
            status=request.state,
            message=request.message,
            operation=Operation(
                type=f"{request.action}:{request.subresource or request.target}",
                target=request.target,
                task_id=request.task_id,
                job_id=request.job_id,
                project_id=request.project_id,
                format=request.format or None,
            ),
            progress=1.0 if request.state == "finished" else request.progress,
            created_date=moment(request.created_date),
            started_date=moment(request.started_date),
            finished_date=moment(request.finished_date),
            owner=Person.of(view.owner),
            result_url=str(url) if url else None,
            result_id=request.result_id,
        )
