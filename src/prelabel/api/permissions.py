"""Who may call each route: one table, from which roles are checked here, and ties to things in the services.

A route without a row cannot be served. `docs/reference/permissions.md` is made of this table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fastapi import Request
from starlette.routing import BaseRoute, Route

from prelabel.domain.actor import ROLES, Actor
from prelabel.errors import NotAllowed
from prelabel.services.rights import (
    ALL_OF_TASK,
    CANCEL_RUN,
    CHANGE_PROJECT,
    CHANGE_TASK,
    DELETE_ISSUE,
    OWN_ACCOUNT,
    OWN_COMMENT,
    OWN_FUNCTION,
    OWN_REQUEST,
    OWN_TOKEN,
    OWN_UPLOAD,
    SEE_JOB,
    SEE_PICTURES,
    SEE_PROJECT,
    SEE_TASK,
    USE_FUNCTION,
    Right,
)

REFUSALS = {
    "user": "An annotator may not do this; ask a user or an administrator.",
    "admin": "Only an administrator may do this.",
}


@dataclass(frozen=True)
class Rule:
    """The least role that may call a route (`anyone` needs no account), and the right on the thing that the address or
    the body names: one of several where the address says of which noun it is.

    On the function platform it is `caller` or `deployer`; see `server.access`.
    """

    least: str
    rights: tuple[Right, ...] = ()

    def admit(self, actor: Actor) -> None:
        """Refuse those whose role is too small (`NotAllowed`)."""
        if ROLES.index(actor.role) > ROLES.index(self.least):
            raise NotAllowed(REFUSALS[self.least])


def on(*rights: Right) -> Rule:
    """Whoever has the right; their role says through which ties."""
    return Rule("worker", rights)


ANYONE = Rule("anyone")
SIGNED_IN = Rule("worker")
USERS = Rule("user")
ADMINS = Rule("admin")
CALLERS = Rule("caller")
DEPLOYERS = Rule("deployer")

TABLE: Mapping[str, Rule] = {
    # The server and people
    "GET /api/server/about": ANYONE,
    "GET /api/server/annotation/formats": SIGNED_IN,
    "GET /api/server/plugins": SIGNED_IN,
    "GET /api/schema": ANYONE,
    "GET /api/server/share": USERS,
    "POST /api/auth/login": ANYONE,
    "GET /api/auth/link": ANYONE,
    "POST /api/auth/register": ANYONE,
    "POST /api/auth/logout": SIGNED_IN,
    "POST /api/auth/password/change": SIGNED_IN,
    "GET /api/auth/access_tokens": SIGNED_IN,
    "POST /api/auth/access_tokens": SIGNED_IN,
    "GET /api/auth/access_tokens/self": SIGNED_IN,
    "GET /api/auth/access_tokens/{token_id}": on(OWN_TOKEN),
    "PATCH /api/auth/access_tokens/{token_id}": on(OWN_TOKEN),
    "DELETE /api/auth/access_tokens/{token_id}": on(OWN_TOKEN),
    "GET /api/users": SIGNED_IN,
    "GET /api/users/self": SIGNED_IN,
    "GET /api/users/self/preferences": SIGNED_IN,
    "PUT /api/users/self/preferences": SIGNED_IN,
    "PATCH /api/users/self/preferences": SIGNED_IN,
    "GET /api/users/{user_id}": SIGNED_IN,
    "PATCH /api/users/{user_id}": on(OWN_ACCOUNT),
    "DELETE /api/users/{user_id}": ADMINS,
    # Projects
    "GET /api/projects": SIGNED_IN,
    "POST /api/projects": USERS,
    "GET /api/projects/{project_id}": on(SEE_PROJECT),
    "PATCH /api/projects/{project_id}": on(CHANGE_PROJECT),
    "DELETE /api/projects/{project_id}": on(CHANGE_PROJECT),
    "GET /api/projects/{project_id}/preview": on(SEE_PROJECT),
    "POST /api/projects/{project_id}/dataset/export": on(SEE_PROJECT),
    "POST /api/projects/{project_id}/dataset": on(CHANGE_PROJECT),
    "PATCH /api/projects/{project_id}/dataset/{upload_id}": on(OWN_UPLOAD),
    "HEAD /api/projects/{project_id}/dataset/{upload_id}": on(OWN_UPLOAD),
    # Tasks and jobs
    "GET /api/tasks": SIGNED_IN,
    "POST /api/tasks": USERS,
    "GET /api/tasks/{task_id}": on(SEE_TASK),
    "PATCH /api/tasks/{task_id}": on(CHANGE_TASK),
    "GET /api/tasks/{task_id}/status": on(SEE_TASK),
    "DELETE /api/tasks/{task_id}": on(CHANGE_TASK),
    "GET /api/tasks/{task_id}/statistics": on(SEE_TASK),
    "GET /api/jobs": SIGNED_IN,
    "GET /api/jobs/{job_id}": on(SEE_JOB),
    "PATCH /api/jobs/{job_id}": on(SEE_JOB),
    "GET /api/labels": SIGNED_IN,
    "GET /api/labels/{label_id}": on(SEE_TASK),
    "PATCH /api/labels/{label_id}": on(CHANGE_TASK),
    "DELETE /api/labels/{label_id}": on(CHANGE_TASK),
    # Pictures
    "POST /api/tasks/{task_id}/data": on(CHANGE_TASK),
    "PATCH /api/tasks/{task_id}/data/{upload_id}": on(OWN_UPLOAD),
    "HEAD /api/tasks/{task_id}/data/{upload_id}": on(OWN_UPLOAD),
    "GET /api/{noun}/{object_id}/data/meta": on(SEE_TASK, SEE_JOB),
    "PATCH /api/{noun}/{object_id}/data/meta": on(SEE_TASK, SEE_JOB),
    "GET /api/{noun}/{object_id}/data": on(SEE_PICTURES, SEE_JOB),
    "GET /api/{noun}/{object_id}/preview": on(SEE_TASK, SEE_JOB),
    # Annotations
    "GET /api/{noun}/{object_id}/annotations": on(SEE_TASK, SEE_JOB),
    "PUT /api/{noun}/{object_id}/annotations": on(SEE_TASK, SEE_JOB),
    "PATCH /api/{noun}/{object_id}/annotations": on(SEE_TASK, SEE_JOB),
    "DELETE /api/{noun}/{object_id}/annotations": on(SEE_TASK, SEE_JOB),
    "GET /api/jobs/{job_id}/frames": on(SEE_JOB),
    "PATCH /api/jobs/{job_id}/frames": on(SEE_JOB),
    "GET /api/jobs/{job_id}/frames/contents": on(SEE_JOB),
    "GET /api/jobs/{job_id}/objects": on(SEE_JOB),
    "GET /api/jobs/{job_id}/frames/{frame}": on(SEE_JOB),
    "PATCH /api/jobs/{job_id}/frames/{frame}": on(SEE_JOB),
    "GET /api/jobs/{job_id}/frames/{frame}/crop": on(SEE_JOB),
    "POST /api/{noun}/{object_id}/annotations": on(ALL_OF_TASK, SEE_JOB),
    "PATCH /api/{noun}/{object_id}/annotations/{upload_id}": on(OWN_UPLOAD),
    "HEAD /api/{noun}/{object_id}/annotations/{upload_id}": on(OWN_UPLOAD),
    "POST /api/{noun}/{object_id}/dataset/export": on(ALL_OF_TASK, SEE_JOB),
    # Backups
    "POST /api/{noun}/{object_id}/backup/export": on(CHANGE_TASK, CHANGE_PROJECT),
    "POST /api/{noun}/backup": USERS,
    "PATCH /api/{noun}/backup/{upload_id}": on(OWN_UPLOAD),
    "HEAD /api/{noun}/backup/{upload_id}": on(OWN_UPLOAD),
    # Background requests
    "GET /api/requests": SIGNED_IN,
    "GET /api/requests/{request_id}": on(OWN_REQUEST),
    "POST /api/requests/{request_id}/cancel": on(OWN_REQUEST),
    "GET /api/requests/{request_id}/result": on(OWN_REQUEST),
    # Models, runs and calls
    "GET /api/lambda/functions": SIGNED_IN,
    "GET /api/lambda/functions/{function_id}": on(USE_FUNCTION),
    "POST /api/lambda/functions/{function_id}": on(USE_FUNCTION),
    "GET /api/lambda/functions/{function_id}/preset": on(USE_FUNCTION),
    "PUT /api/lambda/functions/{function_id}/preset": on(USE_FUNCTION),
    "GET /api/lambda/requests": SIGNED_IN,
    "POST /api/lambda/requests": on(SEE_TASK),
    "GET /api/lambda/requests/{run_id}": on(SEE_TASK),
    "DELETE /api/lambda/requests/{run_id}": on(CANCEL_RUN),
    # Issues
    "GET /api/issues": SIGNED_IN,
    "POST /api/issues": on(SEE_JOB),
    "GET /api/issues/{issue_id}": on(SEE_JOB),
    "PATCH /api/issues/{issue_id}": on(SEE_JOB),
    "DELETE /api/issues/{issue_id}": on(DELETE_ISSUE),
    "GET /api/comments": SIGNED_IN,
    "POST /api/comments": on(SEE_JOB),
    "GET /api/comments/{comment_id}": on(SEE_JOB),
    "PATCH /api/comments/{comment_id}": on(OWN_COMMENT),
    "DELETE /api/comments/{comment_id}": on(OWN_COMMENT),
    # Functions of agents
    "POST /api/functions": USERS,
    "GET /api/functions": SIGNED_IN,
    "GET /api/functions/{function_id}": on(USE_FUNCTION),
    "DELETE /api/functions/{function_id}": on(OWN_FUNCTION),
    "GET /api/functions/queues/{queue_id}/watch": on(OWN_FUNCTION),
    "POST /api/functions/queues/{queue_id}/requests/acquire": on(OWN_FUNCTION),
    "POST /api/functions/queues/{queue_id}/requests/{request_id}/update": on(OWN_FUNCTION),
    "POST /api/functions/queues/{queue_id}/requests/{request_id}/complete": on(OWN_FUNCTION),
    "POST /api/functions/queues/{queue_id}/requests/{request_id}/fail": on(OWN_FUNCTION),
    # Parts of CVAT that are not here
    "GET /api/organizations": SIGNED_IN,
    "GET /api/organizations/{object_id}": SIGNED_IN,
    "GET /api/memberships": SIGNED_IN,
    "GET /api/memberships/{object_id}": SIGNED_IN,
    "GET /api/invitations": SIGNED_IN,
    "GET /api/invitations/{object_id}": SIGNED_IN,
    "GET /api/webhooks": SIGNED_IN,
    "GET /api/webhooks/{object_id}": SIGNED_IN,
    "GET /api/cloudstorages": SIGNED_IN,
    "GET /api/cloudstorages/{object_id}": SIGNED_IN,
    "GET /api/quality/reports": SIGNED_IN,
    "GET /api/quality/reports/{object_id}": SIGNED_IN,
    "GET /api/quality/conflicts": SIGNED_IN,
    "GET /api/quality/conflicts/{object_id}": SIGNED_IN,
    "GET /api/quality/settings": SIGNED_IN,
    "GET /api/quality/settings/{object_id}": SIGNED_IN,
    "GET /api/consensus/settings": SIGNED_IN,
    "GET /api/consensus/settings/{object_id}": SIGNED_IN,
    "GET /api/guides/{object_id}": SIGNED_IN,
    "GET /api/assets/{object_id}": SIGNED_IN,
    "GET /api/quality/settings/requirements": SIGNED_IN,
    "GET /api/quality/settings/requirements/{object_id}": SIGNED_IN,
    "GET /api/growth": SIGNED_IN,
    "GET /api/growth/{object_id}": SIGNED_IN,
    "GET /api/webhooks/events": SIGNED_IN,
    "GET /api/events": SIGNED_IN,
    "POST /api/events": SIGNED_IN,
    "GET /api/tasks/{task_id}/validation_layout": on(SEE_TASK),
    "GET /api/jobs/{job_id}/validation_layout": on(SEE_JOB),
    "POST /api/jobs": USERS,
    "DELETE /api/jobs/{job_id}": SIGNED_IN,
    "POST /api/auth/password/reset": ANYONE,
    "POST /api/auth/password/reset/confirm": ANYONE,
    "POST /api/organizations": SIGNED_IN,
    "POST /api/invitations": SIGNED_IN,
    "POST /api/webhooks": SIGNED_IN,
    "POST /api/cloudstorages": SIGNED_IN,
    "POST /api/guides": SIGNED_IN,
    "POST /api/assets": SIGNED_IN,
    "POST /api/events/export": SIGNED_IN,
    "POST /api/quality/reports": SIGNED_IN,
    "POST /api/quality/settings/requirements": SIGNED_IN,
    "POST /api/quality/settings/requirements/bulk": SIGNED_IN,
    "POST /api/consensus/merges": SIGNED_IN,
    "PATCH /api/organizations/{object_id}": SIGNED_IN,
    "DELETE /api/organizations/{object_id}": SIGNED_IN,
    "PATCH /api/memberships/{object_id}": SIGNED_IN,
    "DELETE /api/memberships/{object_id}": SIGNED_IN,
    "DELETE /api/invitations/{object_id}": SIGNED_IN,
    "POST /api/invitations/{object_id}/accept": SIGNED_IN,
    "POST /api/invitations/{object_id}/decline": SIGNED_IN,
    "POST /api/invitations/{object_id}/resend": SIGNED_IN,
    "PUT /api/webhooks/{object_id}": SIGNED_IN,
    "PATCH /api/webhooks/{object_id}": SIGNED_IN,
    "DELETE /api/webhooks/{object_id}": SIGNED_IN,
    "POST /api/webhooks/{object_id}/ping": SIGNED_IN,
    "GET /api/webhooks/{object_id}/deliveries": SIGNED_IN,
    "PATCH /api/cloudstorages/{object_id}": SIGNED_IN,
    "DELETE /api/cloudstorages/{object_id}": SIGNED_IN,
    "GET /api/cloudstorages/{object_id}/actions": SIGNED_IN,
    "GET /api/cloudstorages/{object_id}/content-v2": SIGNED_IN,
    "GET /api/cloudstorages/{object_id}/status": SIGNED_IN,
    "PATCH /api/guides/{object_id}": SIGNED_IN,
    "DELETE /api/guides/{object_id}": SIGNED_IN,
    "DELETE /api/assets/{object_id}": SIGNED_IN,
    "PATCH /api/growth/{object_id}": SIGNED_IN,
    "GET /api/quality/reports/{object_id}/data": SIGNED_IN,
    "GET /api/quality/reports/{object_id}/confusion": SIGNED_IN,
    "GET /api/quality/reports/{object_id}/confusion/matrix": SIGNED_IN,
    "PUT /api/quality/settings/requirements/{object_id}": SIGNED_IN,
    "PATCH /api/quality/settings/requirements/{object_id}": SIGNED_IN,
    "DELETE /api/quality/settings/requirements/{object_id}": SIGNED_IN,
    "PUT /api/quality/settings/{object_id}": SIGNED_IN,
    "PATCH /api/quality/settings/{object_id}": SIGNED_IN,
    "PATCH /api/consensus/settings/{object_id}": SIGNED_IN,
    "GET /api/webhooks/{object_id}/deliveries/{delivery_id}": SIGNED_IN,
    "POST /api/webhooks/{object_id}/deliveries/{delivery_id}/redelivery": SIGNED_IN,
    "GET /api/cloudstorages/{object_id}/preview": SIGNED_IN,
    "PATCH /api/tasks/{task_id}/validation_layout": on(SEE_TASK),
    "PATCH /api/jobs/{job_id}/validation_layout": on(SEE_JOB),
    "GET /api/auth/rules": ANYONE,
    # The function platform
    "GET /nuclio/api/functions": CALLERS,
    "POST /nuclio/api/functions": DEPLOYERS,
    "DELETE /nuclio/api/functions": DEPLOYERS,
    "GET /nuclio/api/functions/{name}": CALLERS,
    "PUT /nuclio/api/functions/{name}": DEPLOYERS,
    "PATCH /nuclio/api/functions/{name}": DEPLOYERS,
    "GET /nuclio/api/functions/{name}/bundle": CALLERS,
    "GET /nuclio/api/functions/{name}/bundle.zip": CALLERS,
    "GET /nuclio/api/functions/{name}/log": CALLERS,
    "GET /nuclio/api/functions/{name}/log/stream": CALLERS,
    "GET /nuclio/api/functions/{name}/logs/{replica}": CALLERS,
    "GET /nuclio/api/functions/{name}/replicas": CALLERS,
    "GET /nuclio/api/functions/{name}/metrics": CALLERS,
    "GET /nuclio/api/function_metrics": CALLERS,
    "GET /nuclio/api/functions/{name}/workers/{number}/stack": DEPLOYERS,
    "DELETE /nuclio/api/functions/{name}/workers/{number}": DEPLOYERS,
    "GET /nuclio/api/functions/{name}/versions": CALLERS,
    "GET /nuclio/api/functions/{name}/versions/{number}/changes": CALLERS,
    "POST /nuclio/api/functions/{name}/rollback": DEPLOYERS,
    "POST /nuclio/api/prune": DEPLOYERS,
    "POST /nuclio/api/bundles": DEPLOYERS,
    "POST /nuclio/api/bundles/repair": DEPLOYERS,
    "GET /nuclio/api/base_images/{name:path}": CALLERS,
    "PUT /nuclio/api/base_images/{name:path}": DEPLOYERS,
    **{
        f"{method} /nuclio/api/function_invocations{path}": CALLERS
        for method in ("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD")
        for path in ("", "/{path:path}")
    },
    "GET /nuclio/api/projects": CALLERS,
    "POST /nuclio/api/projects": DEPLOYERS,
    "DELETE /nuclio/api/projects": DEPLOYERS,
    "GET /nuclio/api/projects/{name}": CALLERS,
    "PUT /nuclio/api/projects": DEPLOYERS,
    "PUT /nuclio/api/projects/{name}": DEPLOYERS,
    "GET /nuclio/api/versions": CALLERS,
    "GET /nuclio/api/namespaces": CALLERS,
    "GET /nuclio/api/external_ip_addresses": CALLERS,
    "GET /nuclio/api/frontend_spec": CALLERS,
    "GET /nuclio/api/api_gateways": CALLERS,
    "GET /nuclio/api/function_events": CALLERS,
    "POST /nuclio/api/function_events": DEPLOYERS,
    "PUT /nuclio/api/function_events": DEPLOYERS,
    "DELETE /nuclio/api/function_events": DEPLOYERS,
    "GET /nuclio/api/function_events/{name}": CALLERS,
    "PUT /nuclio/api/function_events/{name}": DEPLOYERS,
    "GET /nuclio/api/function_templates": CALLERS,
    "POST /nuclio/api/function_templates/render": CALLERS,
    "GET /nuclio/api/v3io_streams": CALLERS,
}


def rule_of(request: Request, prefix: str = "") -> Rule:
    """The row of the route that answers a request; `prefix` is where an app of its own is mounted."""
    return TABLE[f"{request.method} {prefix}{request.scope['route'].path}"]


def check_rows(routes: Iterable[BaseRoute], prefix: str = "") -> None:
    """Refuse to serve a route that has no row (`LookupError` names it)."""
    for name in names(routes, prefix):
        if name not in TABLE:
            raise LookupError(f"{name} has no row in the table of permissions (prelabel.api.permissions).")


def names(routes: Iterable[BaseRoute], prefix: str = "") -> list[str]:
    """Routes as the table writes them: method and path."""
    return [
        f"{method} {prefix}{route.path}"
        for route in routes
        if isinstance(route, Route)
        for method in sorted(route.methods or ())
    ]
