"""Parts of CVAT that are not here: answered as by a CVAT in which nobody has made any of them."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from starlette.responses import Response

from prelabel.api.cvat.paging import PagingDep
from prelabel.api.cvat.routes.unserved import instead
from prelabel.api.cvat.routing import Router
from prelabel.api.cvat.schemas.base import Listed
from prelabel.api.cvat.services import ServicesDep
from prelabel.api.cvat.signin import ActorDep
from prelabel.errors import InvalidInput, NotFound

router = Router(tags=["absent"])
LISTS = (
    "organizations",
    "memberships",
    "invitations",
    "webhooks",
    "cloudstorages",
    "quality/reports",
    "quality/conflicts",
    "quality/settings",
    "quality/settings/requirements",
    "consensus/settings",
    "growth",
)
EVENT_FIELDS = (
    "scope,obj_name,obj_id,obj_val,source,timestamp,count,duration,"
    "project_id,task_id,job_id,user_id,user_name,user_email,org_id,org_slug,payload\n"
)


def none_of_them(paging: PagingDep) -> Listed[dict[str, Any]]:
    """There are none."""
    del paging
    return Listed(count=0, results=[])


def not_this_one(request: Request, object_id: str) -> dict[str, Any]:
    """There is none of this id."""
    raise NotFound(f"There is no “{object_id}”. {instead(request)}")


@router.get("/webhooks/events")
async def webhook_events(type: str = "project") -> dict[str, Any]:
    """There is nothing that a webhook could be told of."""
    return {"webhook_type": type, "events": []}


for _noun in LISTS:
    _name = _noun.replace("/", "_")
    router.add_api_route(f"/{_noun}", none_of_them, name=f"list_{_name}", methods=["GET"])
for _noun in (*LISTS, "guides", "assets"):
    _name = _noun.replace("/", "_")
    router.add_api_route(f"/{_noun}/{{object_id}}", not_this_one, name=f"retrieve_{_name}", methods=["GET"])


@router.post("/events", status_code=201)
def take_events(body: dict[str, Any]) -> dict[str, Any]:
    """What clients tell about their use is not kept."""
    return body


@router.get("/events", response_class=Response)
async def read_events() -> Response:
    """A table without rows."""
    return Response(EVENT_FIELDS, media_type="text/csv")


@router.get("/tasks/{task_id}/validation_layout")
def task_validation_layout(services: ServicesDep, actor: ActorDep, task_id: int) -> dict[str, Any]:
    """No frames of a task are held back for validation."""
    services.tasks.get(actor, task_id)
    return {"mode": None}


@router.get("/jobs/{job_id}/validation_layout")
def job_validation_layout(services: ServicesDep, actor: ActorDep, job_id: int) -> dict[str, Any]:
    """No frames of a job are there for validation only."""
    services.jobs.get(actor, job_id)
    return {}


@router.post("/jobs", status_code=201)
async def create_job(body: dict[str, Any]) -> dict[str, Any]:
    """Jobs are cut when a task gets its pictures; those of the kind that CVAT lets people add are not here."""
    kind = body.get("type", "ground_truth")
    raise InvalidInput(f"Jobs of the type “{kind}” cannot be made; Prelabel has no ground truth jobs.", field="type")


@router.delete("/jobs/{job_id}", status_code=204)
async def delete_job(job_id: int) -> None:
    """Only ground truth jobs could go, as in CVAT."""
    del job_id
    raise InvalidInput("Only ground truth jobs can be removed; remove the task, or mark frames as deleted.")


@router.post("/auth/password/reset")
async def reset_password(body: dict[str, Any]) -> dict[str, Any]:
    """There is no mail."""
    del body
    raise InvalidInput(
        "Prelabel sends no mail; an administrator sets a new password with `prelabel user password NAME`.",
        field="email",
    )


@router.post("/auth/password/reset/confirm")
async def confirm_reset(body: dict[str, Any]) -> dict[str, Any]:
    """No link was ever sent."""
    del body
    raise InvalidInput("This is no link that was sent from here.", field="token")
