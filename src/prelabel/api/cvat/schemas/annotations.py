"""The OpenAPI schema of annotations, made from the Structs that requests decode into, past pydantic."""

from __future__ import annotations

from typing import Any

import msgspec

from prelabel.domain.shapes import Annotations

NAME = "#/components/schemas/{name}"


def components(*kinds: type[msgspec.Struct]) -> dict[str, Any]:
    """Schemas of annotations, of these kinds and of all their parts, by name."""
    _, schemas = msgspec.json.schema_components([Annotations, *kinds], ref_template=NAME)
    return schemas


def content(name: str) -> dict[str, Any]:
    """How a route says that a body is JSON of the schema with this name."""
    return {"content": {"application/json": {"schema": {"$ref": NAME.format(name=name)}}}}


def body() -> dict[str, Any]:
    """How a route says that it takes annotations."""
    return content(Annotations.__name__)


def answer(text: str = "The annotations.") -> dict[int | str, dict[str, Any]]:
    """How a route says that it answers annotations."""
    return {200: {"description": text, **body()}}
