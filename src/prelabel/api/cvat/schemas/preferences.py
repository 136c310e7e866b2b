"""Bodies of preferences: any JSON object of limited size, decoded past pydantic, which lets NaN through."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import Request

from prelabel.api.cvat.bodies import decoded
from prelabel.services.preferences import check_size

CONTENT: dict[str, Any] = {
    "content": {"application/json": {"schema": {"type": "object", "additionalProperties": True}}}
}
BODY = {"requestBody": {**CONTENT, "required": True}}
ANSWER: dict[int | str, dict[str, Any]] = {200: {"description": "The preferences.", **CONTENT}}
decoder = msgspec.json.Decoder(dict[str, Any])


async def read(request: Request) -> dict[str, Any]:
    """The object that a request brings (`InvalidInput`, `TooLarge`)."""
    body = b""
    async for part in request.stream():
        body += part
        check_size(len(body))
    return decoded(decoder, body, "preferences")
