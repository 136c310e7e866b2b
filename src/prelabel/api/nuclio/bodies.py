"""Reads bodies that are kept as they came: what has no schema must still be a mapping where one is wanted."""

from __future__ import annotations

from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from prelabel.errors import InvalidInput

_TYPE = b"content-type"

# What is for a function itself, and what is asked for as a form, with files or without.
_KEPT = ("/function_invocations", "/bundles", "/base_images")


class JsonBodies:
    """Has bodies read as JSON whatever their type says, as Nuclio does: `curl -d` calls them a form."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not _keeps_type(scope):
            others = [(name, value) for name, value in scope["headers"] if name != _TYPE]
            scope = {**scope, "headers": [*others, (_TYPE, b"application/json")]}
        await self._app(scope, receive, send)


def _keeps_type(scope: Scope) -> bool:
    path: str = scope["path"].removeprefix(scope.get("root_path", ""))
    return path.startswith(_KEPT)


def mapping_in(body: Any, field: str) -> dict[str, Any]:
    """The mapping at `field` of a body, empty when there is none; raises `InvalidInput` when it is no mapping."""
    given = (body.get(field) if isinstance(body, dict) else None) or {}
    if not isinstance(given, dict):
        raise InvalidInput(f"`{field}` must be a mapping.", field=field)
    return given


def name_in(body: Any) -> str:
    """The name in a body's metadata, "" when there is none."""
    return str(mapping_in(body, "metadata").get("name") or "")
