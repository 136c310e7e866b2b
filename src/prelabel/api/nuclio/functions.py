"""Functions: listed, exported, deployed from a configuration, started and stopped, deleted."""

from __future__ import annotations

import contextlib
from typing import Annotated, Any

from fastapi import APIRouter, Body, Header, Request, Response

from prelabel.api.nuclio.access import Functions
from prelabel.api.nuclio.bodies import name_in
from prelabel.api.nuclio.exports import ExportedFunction
from prelabel.api.nuclio.schemas import Bundle, DeleteFunction, DesiredState, Function
from prelabel.domain.function import FunctionState
from prelabel.errors import InvalidInput, NotFound
from prelabel.functions.bundle import BundleSource

router = APIRouter(prefix="/functions", tags=["functions"])

ProjectName = Annotated[str, Header(alias="x-nuclio-project-name")]
Wait = Annotated[bool, Header(alias="x-nuclio-wait-function-action")]


@router.get("")
def list_functions(
    request: Request,
    functions: Functions,
    project: ProjectName = "",
    name: Annotated[str, Header(alias="x-nuclio-function-name")] = "",
    export: bool = False,
) -> dict[str, Function | ExportedFunction]:
    """All functions by name, or those of a project; with `export` as configurations to be imported elsewhere."""
    found = [view for view in functions.list(project) if name in ("", view.name)]
    if export:
        return {view.name: ExportedFunction.of(view, functions.bundle_folder(view.name)) for view in found}
    return {view.name: Function.of(view, _host(request), []) for view in found}


@router.get("/{name}")
def get_function(
    request: Request, functions: Functions, name: str, export: bool = False
) -> Function | ExportedFunction:
    """A function, with the log of its last build; with `export` as a configuration to be imported elsewhere."""
    view = functions.get(name)
    if export:
        return ExportedFunction.of(view, functions.bundle_folder(name))
    return Function.of(view, _host(request), functions.build_log(name))


@router.post("", status_code=202)
def create_function(
    functions: Functions, body: Annotated[Any, Body()], project: ProjectName = "", wait: Wait = False
) -> Response:
    """Deploy a new function from a configuration with its code in `spec.build.functionSourceCode`.

    The answer comes at once; with the header x-nuclio-wait-function-action once the function is ready or has failed.
    """
    return _deployed(functions, functions.deploy(BundleSource(mapping=body, project=project), replace=False), wait)


@router.put("/{name}", status_code=202)
def update_function(
    functions: Functions, name: str, body: Annotated[Any, Body()], project: ProjectName = "", wait: Wait = False
) -> Response:
    """Deploy a new version of a function, or the first."""
    given = name_in(body)
    if given not in ("", name):
        raise InvalidInput(f"The address says “{name}”, the configuration “{given}”.", field="metadata.name")
    source = BundleSource(mapping=body, name=name, project=project)
    return _deployed(functions, functions.deploy(source, replace=True), wait)


@router.patch("/{name}", status_code=202)
def change_state(
    functions: Functions,
    name: str,
    body: DesiredState,
    imported: Annotated[bool, Header(alias="x-nuclio-imported-function-only")] = False,
    wait: Wait = False,
) -> Response:
    """Start a function that was imported, stopped or failed, or stop one that runs; no new version is made."""
    switch = {"ready": True, "scaledToZero": False}.get(body.desiredState)
    if switch is None:
        raise InvalidInput(f"“{body.desiredState}” is not a state to ask for; ready and scaledToZero are.")
    if imported and functions.get(name).state is not FunctionState.IMPORTED:
        return Response(status_code=202)
    functions.switch(name, on=switch)
    return _deployed(functions, name, wait)


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


def _deployed(functions: Functions, name: str, wait: bool) -> Response:
    if wait:
        functions.wait_until_settled(name)
    return Response(status_code=202)


def _host(request: Request) -> str:
    return request.url.hostname or "localhost"
