"""Reads bodies that are kept as they came: what has no schema must still be a mapping where one is wanted."""

from __future__ import annotations

from typing import Any

from prelabel.errors import InvalidInput


def mapping_in(body: Any, field: str) -> dict[str, Any]:
    """The mapping at `field` of a body, empty when there is none; raises `InvalidInput` when it is no mapping."""
    given = (body.get(field) if isinstance(body, dict) else None) or {}
    if not isinstance(given, dict):
        raise InvalidInput(f"`{field}` must be a mapping.", field=field)
    return given


def name_in(body: Any) -> str:
    """The name in a body's metadata, "" when there is none."""
    return str(mapping_in(body, "metadata").get("name") or "")
