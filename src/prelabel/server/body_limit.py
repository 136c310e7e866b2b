"""How large the body of a request to the main API may be; files in parts go to the disk and may have any size."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 32 * 2**20
MOST_DRAWN_BYTES = 2**30  # annotations; a million rectangles are a fifth of it
MOST_PIECE_BYTES = 128 * 2**20
DRAWN = ("/annotations", "/complete")


class BodyLimit:
    """Answers 413 before more than that has been read."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        limit = _limit(scope) if scope["type"] == "http" else None
        if limit is None:
            await self._app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "")
        if announced.isdecimal() and int(announced) > limit:
            await JSONResponse({"detail": _refusal(limit)}, 413, {"Connection": "close"})(scope, receive, send)
            return
        came = 0

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > limit:
                raise HTTPException(413, _refusal(limit))
            return message

        await self._app(scope, counted, send)


def _limit(scope: Scope) -> int | None:
    path, kind = scope["path"].rstrip("/"), Headers(scope=scope).get("content-type", "")
    if not path.startswith("/api/") or kind.startswith("multipart/"):
        return None
    if path.endswith(DRAWN):
        return MOST_DRAWN_BYTES
    return MOST_PIECE_BYTES if kind.startswith("application/offset+octet-stream") else MOST_BYTES


def _refusal(limit: int) -> str:
    return f"The body is larger than the {limit} bytes that are taken here; send less at once."
