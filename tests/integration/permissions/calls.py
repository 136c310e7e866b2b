"""How each route is called by somebody who may call it: where on the world's things, and with what body."""

from __future__ import annotations

import re
from typing import Any

from prelabel.services.rights import Right
from tests.integration.permissions.world import World

START = {"headers": {"Upload-Start": ""}}
PIECE = {"headers": {"Upload-Offset": "0"}}
AGENT = {"agent_id": "a"}
PASSWORDS = {"old_password": "no", "new_password1": "one", "new_password2": "two"}
NATIVE = {"provider": "native", "name": "f", "kind": "detector"}

CALLS: dict[str, dict[str, Any]] = {
    "GET /api/auth/link": {"params": {"key": "none"}},
    "POST /api/auth/login": {"json": {"username": "none", "password": "none"}},
    "POST /api/auth/password/change": {"json": PASSWORDS},
    "POST /api/auth/access_tokens": {"json": {"name": "t"}},
    "PATCH /api/auth/access_tokens/{token_id}": {"json": {"name": "u"}},
    "PUT /api/users/self/preferences": {"json": {}},
    "PATCH /api/users/self/preferences": {"json": {}},
    "PATCH /api/users/{user_id}": {"json": {"first_name": "O"}},
    "POST /api/projects": {"json": {"name": "q"}},
    "PATCH /api/projects/{project_id}": {"json": {"bug_tracker": ""}},
    "POST /api/projects/{project_id}/dataset/export": {"params": {"format": "COCO 1.0"}},
    "POST /api/projects/{project_id}/dataset": START,
    "PATCH /api/projects/{project_id}/dataset/{upload_id}": PIECE,
    "POST /api/tasks": {"json": {"name": "q", "labels": [{"name": "cat"}]}},
    "PATCH /api/tasks/{task_id}": {"json": {"subset": ""}},
    "PATCH /api/jobs/{job_id}": {"json": {"state": "in progress"}},
    "PATCH /api/labels/{label_id}": {"json": {"color": "#ff0000"}},
    "POST /api/tasks/{task_id}/data": START,
    "PATCH /api/tasks/{task_id}/data/{upload_id}": PIECE,
    "PATCH /api/{noun}/{object_id}/data/meta": {"json": {"deleted_frames": []}},
    "PUT /api/{noun}/{object_id}/annotations": {"json": {}},
    "PATCH /api/{noun}/{object_id}/annotations": {"json": {}, "params": {"action": "create"}},
    "PATCH /api/jobs/{job_id}/frames/{frame}": {"json": {"change": "4f0c1c26-9d0e-4f1b-8f0e-0c8f3f0e6a11"}},
    "PATCH /api/jobs/{job_id}/frames": {"json": {"changes": []}},
    "GET /api/jobs/{job_id}/frames/contents": {"params": {"frames": "0"}},
    "GET /api/jobs/{job_id}/frames/{frame}/crop": {"params": {"box": "0,0,9,9"}},
    "POST /api/{noun}/{object_id}/annotations": START,
    "PATCH /api/{noun}/{object_id}/annotations/{upload_id}": PIECE,
    "POST /api/{noun}/{object_id}/dataset/export": {"params": {"format": "COCO 1.0"}},
    "POST /api/{noun}/backup": START,
    "PATCH /api/{noun}/backup/{upload_id}": PIECE,
    "POST /api/lambda/functions/{function_id}": {"json": {}},
    "PUT /api/lambda/functions/{function_id}/preset": {"json": {}},
    "POST /api/functions": {"json": NATIVE},
    "POST /api/functions/queues/{queue_id}/requests/acquire": {"json": {**AGENT, "request_category": "interactive"}},
    "POST /api/functions/queues/{queue_id}/requests/{request_id}/update": {"json": {**AGENT, "progress": 0.1}},
    "POST /api/functions/queues/{queue_id}/requests/{request_id}/complete": {"json": AGENT},
    "POST /api/functions/queues/{queue_id}/requests/{request_id}/fail": {"json": {"agent_id": "another"}},
    "POST /api/events": {"json": {}},
    "DELETE /nuclio/api/functions": {"json": {"metadata": {"name": "none"}}},
}


def thing(name: str, right: Right) -> str:
    """What a row is tried on: a label of a task is that of a lone one, agents serve a public function too, and only a
    bare task or project can be deleted."""
    if "/api/labels/" in name:
        return "lone task" if right.noun == "task" else right.noun
    if name in ("DELETE /api/tasks/{task_id}", "DELETE /api/projects/{project_id}"):
        return f"bare {right.noun}"
    return "model" if "/queues/" in name else right.noun


def spare(world: World, name: str, right: Right) -> dict[str, Any]:
    """What a call of the row may use up."""
    noun = thing(name, right)
    if name.endswith("{upload_id}"):
        noun = f"{name.split('/')[-2]} upload"
    elif "/requests/{request_id}/" in name and "/queues/" in name:
        noun = "annotation request"
    elif "/api/labels/" in name:
        noun = f"{noun} label"
    elif not name.startswith("DELETE") or name.endswith("/annotations"):
        return {}
    return {noun.removeprefix("bare "): world.spare(noun)}


def call(world: World, name: str, right: Right | None, spares: dict[str, Any]) -> tuple[str, str, dict[str, Any]]:
    """Method, address and options of a call; `right` says which thing is meant where there are several."""
    method, _, path = name.partition(" ")
    ids = {**world.ids, **spares}
    noun = right.noun if right is not None else ""
    values = {
        "noun": "tasks" if noun not in ("job", "project") else f"{noun}s",
        "object_id": ids.get(noun, ids["task"]),
        "label_id": ids["lone task label" if noun == "task" else "project label"],
        "token_id": ids["access token"],
        "user_id": ids["leaver" if method == "DELETE" else "user"],
        "request_id": ids.get("annotation request", ids["request"]),
        "function_id": ids["native function"],
        "queue_id": f"function%3A{ids['model']}",
        "run_id": ids["run"],
        "upload_id": ids.get(f"{path.split('/')[-2]} upload"),
        "name": "none",
        "name:path": "none",
        "path:path": "none",
        "number": 1,
        "delivery_id": 1,
        "frame": 0,
        "replica": "nuclio-nuclio-none",
        **{f"{noun}_id": ids[noun] for noun in ("project", "task", "job", "issue", "comment")},
    }
    if path.endswith("/data/{upload_id}"):
        values["task_id"] = ids["lone task"]
    options = {**CALLS.get(name, {}), **_naming(world, name, noun)}
    return method, re.sub(r"\{([^}]+)\}", lambda found: str(values[found[1]]), path), options


def _naming(world: World, name: str, noun: str) -> dict[str, Any]:
    """Bodies that name things."""
    ids = world.ids
    named: dict[str, dict[str, Any]] = {
        "GET /api/{noun}/{object_id}/data": {"params": {"type": "frame", "number": 0 if noun == "job" else 3}},
        "POST /api/issues": {"json": {"job": ids["job"], "frame": 0, "position": [1, 1], "message": "m"}},
        "POST /api/comments": {"json": {"issue": ids["issue"], "message": "m"}},
        "PATCH /api/issues/{issue_id}": {"json": {"resolved": False}},
        "PATCH /api/comments/{comment_id}": {"json": {"message": "m"}},
        "POST /api/lambda/requests": {"json": {"function": str(ids["model"]), "task": ids["task"]}},
    }
    return named.get(name, {})
