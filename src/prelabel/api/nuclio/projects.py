"""Projects of functions."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Header, Query, Response

from prelabel.api.nuclio.access import Functions
from prelabel.api.nuclio.bodies import mapping_in, name_in
from prelabel.api.nuclio.errors import answer
from prelabel.api.nuclio.exports import ExportedProject
from prelabel.api.nuclio.project_import import ImportResult, import_project
from prelabel.api.nuclio.schemas import Project
from prelabel.errors import Conflict

router = APIRouter(prefix="/projects", tags=["projects"])


@router.get("")
def list_projects(functions: Functions, export: bool = False) -> dict[str, Project | ExportedProject]:
    """All projects by name; with `export` with their functions."""
    found = functions.projects.all()
    if export:
        return {project.name: ExportedProject.of(functions, project.name) for project in found}
    return {project.name: Project.of(project) for project in found}


@router.get("/{name}")
def get_project(functions: Functions, name: str, export: bool = False) -> Project | ExportedProject:
    return ExportedProject.of(functions, name) if export else Project.of(functions.projects.get(name))


@router.post("", status_code=201)
def create_project(
    functions: Functions,
    body: Annotated[dict[str, Any], Body()],
    imported: Annotated[bool, Query(alias="import")] = False,
) -> Project | ImportResult:
    """Make a project; one of that name is written over. With `import` the body is an exported one."""
    if imported:
        return import_project(functions, body)
    return Project.of(functions.projects.save(name_in(body), mapping_in(body, "spec")))


@router.put("", status_code=204, deprecated=True)
@router.put("/{name}", status_code=204)
def update_project(functions: Functions, body: Annotated[dict[str, Any], Body()], name: str = "") -> Response:
    """Write over a project that is there."""
    found = functions.projects.get(name or name_in(body))
    functions.projects.save(found.name, mapping_in(body, "spec"))
    return Response(status_code=204)


@router.delete("", status_code=204)
async def delete_project(
    functions: Functions,
    body: Annotated[dict[str, Any], Body()],
    strategy: Annotated[str, Header(alias="x-nuclio-delete-project-strategy")] = "restricted",
) -> Response:
    """Remove a project; `cascading` removes its functions too, `check` only says whether it could be removed."""
    name = name_in(body)
    try:
        functions.projects.check_deletable(name, cascading=strategy == "cascading")
        if strategy == "check":
            return Response(status_code=204)
        for view in functions.list(name):
            await functions.delete(view.name)
        functions.projects.delete(name)
    except Conflict as error:
        return answer(412, error.message)
    return Response(status_code=204)
