"""Function events: requests that were saved to try a function with."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Response
from pydantic import BaseModel

from prelabel.api.nuclio.access import Functions
from prelabel.api.nuclio.schemas import NAMESPACE
from prelabel.errors import InvalidInput
from prelabel.services.functions.events import FunctionEvent

router = APIRouter(prefix="/function_events", tags=["functions"])

FUNCTION_LABEL = "nuclio.io/function-name"


class EventMetadata(BaseModel):
    name: str = ""
    namespace: str = NAMESPACE
    labels: dict[str, str] = {}


class SavedEvent(BaseModel):
    """`spec` has `displayName`, `triggerKind`, `body` and `attributes` with `method`, `path`, `headers`."""

    metadata: EventMetadata
    spec: dict[str, Any] = {}

    @classmethod
    def of(cls, event: FunctionEvent) -> SavedEvent:
        labels = {FUNCTION_LABEL: event.function}
        return cls(metadata=EventMetadata(name=event.name, labels=labels), spec=event.spec)


@router.get("")
def list_events(
    functions: Functions, function: Annotated[str, Header(alias="x-nuclio-function-name")] = ""
) -> dict[str, SavedEvent]:
    """All by name, or those of a function."""
    return {event.name: SavedEvent.of(event) for event in functions.events.all(function)}


@router.get("/{name}")
def get_event(functions: Functions, name: str) -> SavedEvent:
    return SavedEvent.of(functions.events.get(name))


@router.post("", status_code=201)
def create_event(functions: Functions, body: SavedEvent) -> SavedEvent:
    """Keep an event; without a name it gets one."""
    return _save(functions, body)


@router.put("", status_code=204)
@router.put("/{name}", status_code=204)
def update_event(functions: Functions, body: SavedEvent, name: str = "") -> Response:
    """Write over an event that is there."""
    body.metadata.name = name or body.metadata.name
    functions.events.get(body.metadata.name)
    _save(functions, body)
    return Response(status_code=204)


@router.delete("", status_code=204)
def delete_event(functions: Functions, body: SavedEvent) -> Response:
    if not body.metadata.name:
        raise InvalidInput("metadata.name is missing.", field="metadata.name")
    functions.events.delete(body.metadata.name)
    return Response(status_code=204)


def _save(functions: Functions, body: SavedEvent) -> SavedEvent:
    metadata = body.metadata
    return SavedEvent.of(functions.events.save(metadata.name, metadata.labels.get(FUNCTION_LABEL, ""), body.spec))
