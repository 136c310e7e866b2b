"""What every answer and every path of the main port gets: security headers, and one form of each path."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}

_UNPRINTABLE = "An address cannot hold line breaks and other signs that are not printed."
_REFUSED = JSONResponse({"detail": _UNPRINTABLE, "error": _UNPRINTABLE}, 400)


class Guards:
    """Adds the headers, refuses addresses that no route would read as a whole, and takes the slash off the end of API
    paths: clients send both forms."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if any(sign < " " for sign in scope["path"]):
            await _REFUSED(scope, receive, send)
            return
        if "/api/" in scope["path"] and scope["path"].endswith("/"):
            scope = {**scope, "path": scope["path"].rstrip("/")}

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, guarded)
