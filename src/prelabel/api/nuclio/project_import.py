"""Takes in a project with its functions and events; what cannot be taken is told, and the rest is."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from prelabel.api.nuclio.bodies import mapping_in, name_in
from prelabel.api.nuclio.function_events import FUNCTION_LABEL, SavedEvent
from prelabel.errors import InvalidInput, PrelabelError
from prelabel.functions.bundle import BundleSource
from prelabel.services.functions import FunctionService

# ruff: noqa: N815 - Nuclio's names


class FunctionResult(BaseModel):
    createdAmount: int = 0
    failedAmount: int = 0
    failedFunctions: list[dict[str, str]] = []


class EventResult(BaseModel):
    createdAmount: int = 0
    failedAmount: int = 0
    failedFunctionEvents: list[dict[str, str]] = []


class ImportResult(BaseModel):
    """What became of a project that was imported, in Nuclio's counts; there are no API gateways here."""

    functionImportResult: FunctionResult
    functionEventImportResult: EventResult
    apiGatewayImportResult: dict[str, Any] = {"createdAmount": 0, "failedAmount": 0, "failedAPIGateways": []}


def import_project(functions: FunctionService, body: dict[str, Any]) -> ImportResult:
    """Raises `InvalidInput` when there is no project in it."""
    project = mapping_in(body, "project")
    if not project:
        raise InvalidInput("There is no `project` with `metadata` in it.", field="project")
    name = functions.projects.save(name_in(project), mapping_in(project, "spec")).name
    return ImportResult(
        functionImportResult=_import_functions(functions, name, mapping_in(body, "functions")),
        functionEventImportResult=_import_events(functions, mapping_in(body, "functionEvents")),
    )


def _import_functions(functions: FunctionService, project: str, given: dict[str, Any]) -> FunctionResult:
    failed = []
    for name, config in given.items():
        try:
            functions.deploy(BundleSource(mapping=config, name=name, project=project), replace=False)
        except PrelabelError as error:
            failed.append({"function": name, "error": error.message})
    return FunctionResult(createdAmount=len(given) - len(failed), failedAmount=len(failed), failedFunctions=failed)


def _import_events(functions: FunctionService, given: dict[str, Any]) -> EventResult:
    failed = []
    for name, raw in given.items():
        try:
            event = SavedEvent.model_validate(raw)
            functions.events.save(name, event.metadata.labels.get(FUNCTION_LABEL, ""), event.spec)
        except (PrelabelError, ValueError) as error:
            failed.append({"functionEvent": name, "error": str(error)})
    return EventResult(createdAmount=len(given) - len(failed), failedAmount=len(failed), failedFunctionEvents=failed)
