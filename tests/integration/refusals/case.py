"""One bad request, what its refusal must say, and the things that it may name as `$task`, `$job` and so on."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

JSON = {"Content-Type": "application/json"}
NAMED = re.compile(r"\$(\w+)")


@dataclass(frozen=True)
class Case:
    """`call` is method and address below /api, or a whole path; `says` must be in the answer: the field, mostly."""

    name: str
    call: str
    says: str
    options: Mapping[str, Any] = field(default_factory=dict)
    status: int = 400
    person: str = "user"

    def send(self, person: httpx.Client, things: Mapping[str, Any]) -> httpx.Response:
        method, _, path = self.call.partition(" ")
        where = named(path, things)
        return person.request(
            method, where if where.startswith("/nuclio") else f"/api{where}", **named(self.options, things)
        )


def bad(call: str, says: str, **bodies: Any) -> list[Case]:
    """Cases of one call with different JSON bodies, each by its name."""
    return [Case(name, call, says, {"json": body}) for name, body in bodies.items()]


def named(value: Any, things: Mapping[str, Any]) -> Any:
    """The same with ids in place of names; a text that is nothing but a name becomes the id itself."""
    if isinstance(value, str):
        whole = NAMED.fullmatch(value)
        return things[whole[1]] if whole else NAMED.sub(lambda found: str(things[found[1]]), value)
    if isinstance(value, Mapping):
        return {key: named(item, things) for key, item in value.items()}
    return [named(item, things) for item in value] if isinstance(value, list) else value


def tus(name: bytes = b"a.jpg", length: object = 9, **more: str) -> dict[str, Any]:
    """The headers that begin an upload in pieces."""
    metadata = f"filename {base64.b64encode(name).decode()}"
    return {"headers": {"Upload-Length": str(length), "Upload-Metadata": metadata, **more}}
