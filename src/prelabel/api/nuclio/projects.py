"""Projects of functions."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Header, Response

from prelabel.api.nuclio.access import Functions
from prelabel.api.nuclio.errors import answer
from prelabel.api.nuclio.schemas import Project
from prelabel.errors import Conflict

router = APIRouter(prefix="/projects", tags=["projects"])


@router.get("")
def list_projects(functions: Functions) -> dict[str, Project]:
    """All projects by name."""
    return {project.name: Project.of(project) for project in functions.projects.all()}


@router.get("/{name}")
def get_project(functions: Functions, name: str) -> Project:
    return Project.of(functions.projects.get(name))


@router.post("", status_code=201)
def create_project(functions: Functions, body: Annotated[dict[str, Any], Body()]) -> Project:
    """Make a project; one of that name is written over."""
    return _save(functions, body)


@router.put("/{name}", status_code=204)
def update_project(functions: Functions, name: str, body: Annotated[dict[str, Any], Body()]) -> Response:
    body["metadata"] = {**(body.get("metadata") or {}), "name": name}
    _save(functions, body)
    return Response(status_code=204)


@router.delete("", status_code=204)
async def delete_project(
    functions: Functions,
    body: Annotated[dict[str, Any], Body()],
    strategy: Annotated[str, Header(alias="x-nuclio-delete-project-strategy")] = "restricted",
) -> Response:
    """Remove a project; with the strategy `cascading` its functions too."""
    name = str((body.get("metadata") or {}).get("name") or "")
    if strategy == "cascading":
        for view in functions.list(name):
            await functions.delete(view.name)
    try:
        functions.projects.delete(name)
    except Conflict as error:
        return answer(412, error.message)
    return Response(status_code=204)


def _save(functions: Functions, body: dict[str, Any]) -> Project:
    metadata = body.get("metadata") or {}
    return Project.of(functions.projects.save(str(metadata.get("name") or ""), dict(body.get("spec") or {})))
