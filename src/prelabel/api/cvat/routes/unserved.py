"""Calls for parts of CVAT that are not here: each is refused with a sentence that says what to do instead."""

from __future__ import annotations

from fastapi import Request

from prelabel.api.cvat.routing import PREFIX, Router
from prelabel.api.cvat.services import ServicesDep
from prelabel.api.cvat.signin import ActorDep
from prelabel.errors import InvalidInput, NotFound

router = Router(tags=["absent"])
NO_ORGANIZATIONS = "Prelabel has no organizations; people get tasks, jobs and projects by being their assignee."
INSTEAD = {
    "organizations": NO_ORGANIZATIONS,
    "memberships": NO_ORGANIZATIONS,
    "invitations": "Prelabel sends no invitations; an administrator adds people with `prelabel user add NAME`.",
    "webhooks": "Prelabel calls no webhooks; ask the lists for what has a newer `updated_date` instead.",
    "cloudstorages": "Prelabel reads no cloud storages; upload the files, or put them into the folder of `--share`.",
    "guides": "Prelabel keeps no guides; link to one in the `bug_tracker` of the project or task.",
    "assets": "Prelabel keeps no guides, so no pictures for them; link to one in the `bug_tracker` of the project.",
    "events": "Prelabel keeps no events; `GET /api/events` answers the table of them, which is empty.",
    "growth": "Prelabel shows no prompts and tells nobody of offers; there is nothing to set.",
    "quality": "Prelabel does not measure quality; export the annotations and compare them outside.",
    "consensus": "Prelabel does not merge jobs by consensus; a task has one set of annotations.",
}
CREATING = (
    "organizations",
    "invitations",
    "webhooks",
    "cloudstorages",
    "guides",
    "assets",
    "events/export",
    "quality/reports",
    "quality/settings/requirements",
    "quality/settings/requirements/bulk",
    "consensus/merges",
)
ON_ONE = {
    "organizations/{object_id}": ("PATCH", "DELETE"),
    "memberships/{object_id}": ("PATCH", "DELETE"),
    "invitations/{object_id}": ("DELETE",),
    "invitations/{object_id}/accept": ("POST",),
    "invitations/{object_id}/decline": ("POST",),
    "invitations/{object_id}/resend": ("POST",),
    "webhooks/{object_id}": ("PUT", "PATCH", "DELETE"),
    "webhooks/{object_id}/ping": ("POST",),
    "webhooks/{object_id}/deliveries": ("GET",),
    "cloudstorages/{object_id}": ("PATCH", "DELETE"),
    "cloudstorages/{object_id}/actions": ("GET",),
    "cloudstorages/{object_id}/content-v2": ("GET",),
    "cloudstorages/{object_id}/status": ("GET",),
    "guides/{object_id}": ("PATCH", "DELETE"),
    "assets/{object_id}": ("DELETE",),
    "growth/{object_id}": ("PATCH",),
    "quality/reports/{object_id}/data": ("GET",),
    "quality/reports/{object_id}/confusion": ("GET",),
    "quality/reports/{object_id}/confusion/matrix": ("GET",),
    "quality/settings/requirements/{object_id}": ("PUT", "PATCH", "DELETE"),
    "quality/settings/{object_id}": ("PUT", "PATCH"),
    "consensus/settings/{object_id}": ("PATCH",),
}
ON_DELIVERY = {
    "webhooks/{object_id}/deliveries/{delivery_id}": "GET",
    "webhooks/{object_id}/deliveries/{delivery_id}/redelivery": "POST",
}


def create(request: Request) -> None:
    """None can be made."""
    raise InvalidInput(instead(request))


def on_one(request: Request, object_id: str) -> None:
    """There is none of this id."""
    raise NotFound(f"There is no “{object_id}”. {instead(request)}")


def on_delivery(request: Request, object_id: str, delivery_id: str) -> None:
    """No webhook was ever called."""
    raise NotFound(f"There is no “{delivery_id}” of “{object_id}”. {instead(request)}")


def instead(request: Request) -> str:
    """What to do in place of what the address is about."""
    noun: str = request.scope["route"].path.removeprefix(f"{PREFIX}/").partition("/")[0]
    return INSTEAD[noun]


for _path in CREATING:
    router.add_api_route(f"/{_path}", create, methods=["POST"], status_code=204)
for _path, _methods in ON_ONE.items():
    for _method in _methods:
        router.add_api_route(f"/{_path}", on_one, methods=[_method], status_code=204)
for _path, _method in ON_DELIVERY.items():
    router.add_api_route(f"/{_path}", on_delivery, methods=[_method], status_code=204)


@router.get("/auth/rules", status_code=204)
async def rules() -> None:
    """No Open Policy Agent is asked."""
    raise NotFound("There are no rules for an Open Policy Agent; Prelabel checks by its own table of permissions.")


@router.patch("/tasks/{task_id}/validation_layout", status_code=204)
def change_task_layout(services: ServicesDep, actor: ActorDep, task_id: int) -> None:
    """No frames of a task are held back for validation."""
    services.tasks.get(actor, task_id)
    raise InvalidInput("The task has no validation frames; Prelabel has no ground truth jobs.")


@router.patch("/jobs/{job_id}/validation_layout", status_code=204)
def change_job_layout(services: ServicesDep, actor: ActorDep, job_id: int) -> None:
    """No frames of a job are there for validation only."""
    services.jobs.get(actor, job_id)
    raise InvalidInput("The job has no validation frames; Prelabel has no ground truth jobs.")
