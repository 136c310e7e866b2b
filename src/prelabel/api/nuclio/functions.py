"""Functions: listed, deployed from a configuration, deleted."""

from __future__ import annotations

import contextlib
from typing import Annotated, Any

from fastapi import APIRouter, Body, Header, Request, Response

from prelabel.api.nuclio.access import Functions
from prelabel.api.nuclio.schemas import Bundle, DeleteFunction, Function
from prelabel.errors import InvalidInput, NotFound
from prelabel.functions.bundle import BundleSource

router = APIRouter(prefix="/functions", tags=["functions"])

ProjectName = Annotated[str, Header(alias="x-nuclio-project-name")]


@router.get("")
def list_functions(
    request: Request,
    functions: Functions,
    project: ProjectName = "",
    name: Annotated[str, Header(alias="x-nuclio-function-name")] = "",
) -> dict[str, Function]:
    """All functions by name, or those of a project."""
    found = functions.list(project)
    return {view.name: Function.of(view, _host(request), []) for view in found if name in ("", view.name)}


@router.get("/{name}")
def get_function(request: Request, functions: Functions, name: str) -> Function:
    """A function, with the log of its last build."""
    return Function.of(functions.get(name), _host(request), functions.build_log(name))


@router.post("", status_code=202)
def create_function(functions: Functions, body: Annotated[Any, Body()], project: ProjectName = "") -> Response:
    """Deploy a new function from a configuration with its code in `spec.build.functionSourceCode`."""
    functions.deploy(BundleSource(mapping=body, project=project), replace=False)
    return Response(status_code=202)


@router.put("/{name}", status_code=202)
def update_function(
    functions: Functions, name: str, body: Annotated[Any, Body()], project: ProjectName = ""
) -> Response:
    """Deploy a new version of a function, or the first."""
    given = (body.get("metadata") or {}).get("name") if isinstance(body, dict) else None
    if given not in (None, "", name):
        raise InvalidInput(f"The address says “{name}”, the configuration “{given}”.", field="metadata.name")
    functions.deploy(BundleSource(mapping=body, name=name, project=project), replace=True)
    return Response(status_code=202)


@router.delete("", status_code=204)
async def delete_function(functions: Functions, body: DeleteFunction) -> Response:
    """Delete a function with all its versions; also fine when there is none, as in Nuclio."""
    with contextlib.suppress(NotFound):
        await functions.delete(body.metadata.name)
    return Response(status_code=204)


@router.get("/{name}/bundle")
def get_bundle(functions: Functions, name: str) -> Bundle:
    """The files of the newest version, as they were given."""
    return Bundle.of(functions.bundle_folder(name))


def _host(request: Request) -> str:
    return request.url.hostname or "localhost"
