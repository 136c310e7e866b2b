"""CORS of an http trigger (`attributes.cors`): which foreign pages may call a function, and what they are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from prelabel.errors import InvalidInput

PREFLIGHT = "OPTIONS"


@dataclass(frozen=True)
class Cors:
    """Nuclio's defaults. An origin is `https://example.org`; `*` is all of them."""

    origins: tuple[str, ...] = ("*",)
    methods: tuple[str, ...] = ("HEAD", "GET", "POST", "PUT", "DELETE", "OPTIONS")
    headers: tuple[str, ...] = ("Accept", "Content-Length", "Content-Type", "Authorization", "X-nuclio-log-level")
    exposed: tuple[str, ...] = ()
    credentials: bool = False
    max_age_seconds: int = -1

    def welcomes(self, origin: str) -> bool:
        """Whether pages of the origin may call."""
        return "*" in self.origins or _among(origin, self.origins)

    def allows(self, origin: str, method: str, headers: str) -> bool:
        """Whether the request that a browser asks about may be sent."""
        wanted = [name.strip() for name in headers.split(",") if name.strip()]
        allowed = method == PREFLIGHT or _among(method, self.methods)
        return self.welcomes(origin) and allowed and all(_among(name, self.headers) for name in wanted)

    def preflight_headers(self, origin: str) -> dict[str, str]:
        """The answer to a question that is allowed."""
        return {
            "Access-Control-Allow-Origin": origin,
            **self._credentials(),
            "Access-Control-Max-Age": str(self.max_age_seconds),
            "Access-Control-Allow-Methods": ", ".join(self.methods),
            "Access-Control-Allow-Headers": ", ".join(self.headers),
        }

    def answer_headers(self, origin: str) -> dict[str, str]:
        """What goes with the function's own answer to a page of the origin."""
        exposed = {"Access-Control-Expose-Headers": ", ".join(self.exposed)} if self.exposed else {}
        return {"Vary": "Origin", "Access-Control-Allow-Origin": origin, **self._credentials(), **exposed}

    def _credentials(self) -> dict[str, str]:
        return {"Access-Control-Allow-Credentials": "true"} if self.credentials else {}


def cors_of(settings: Mapping[str, Any]) -> Cors | None:
    """What the settings say; None unless they are `enabled`."""
    if settings.get("enabled") is not True:
        return None
    default = Cors()
    age = settings.get("preflightMaxAgeSeconds", default.max_age_seconds)
    if not isinstance(age, int):
        raise InvalidInput(f"preflightMaxAgeSeconds must be a whole number, not “{age}”.", field="cors")
    return Cors(
        _texts(settings, "allowOrigins", default.origins),
        _texts(settings, "allowMethods", default.methods),
        _texts(settings, "allowHeaders", default.headers),
        _texts(settings, "exposeHeaders", default.exposed),
        settings.get("allowCredentials") is True,
        age,
    )


def _texts(settings: Mapping[str, Any], key: str, default: tuple[str, ...]) -> tuple[str, ...]:
    value = settings.get(key)
    if not value:
        return default
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InvalidInput(f"cors.{key} must be a list of texts.", field=f"cors.{key}")
    return tuple(value)


def _among(name: str, names: tuple[str, ...]) -> bool:
    return name.lower() in (each.lower() for each in names)
