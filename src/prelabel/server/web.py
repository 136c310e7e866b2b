"""Serves the built web app; every path that is no file and no API opens its first page."""

from __future__ import annotations

from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

BUNDLE = Path(__file__).parent.parent / "web_dist"
FOREVER = "public, max-age=31536000, immutable"
NOT_BUILT = "The web app has not been built; run `just web`.\n"


class WebApp(StaticFiles):
    """Files under `assets/` have a hash in their name and are kept for ever; the page itself is always asked for."""

    def __init__(self) -> None:
        super().__init__(directory=BUNDLE, html=True, check_dir=False)

    async def get_response(self, path: str, scope: Scope) -> Response:
        if scope["path"].startswith(("/api", "/nuclio")):
            raise HTTPException(404)
        if not (BUNDLE / "index.html").exists():
            return PlainTextResponse(NOT_BUILT, 503)
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404 or path.startswith("assets"):
                raise
            response = await super().get_response("index.html", scope)
        response.headers["Cache-Control"] = FOREVER if path.startswith("assets") else "no-cache"
        return response
