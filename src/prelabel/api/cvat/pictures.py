"""Answers that are pictures, or archives of them."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import Response

from prelabel.api.cvat.schemas.base import moment
from prelabel.services.media import Content


def picture_answer(request: Request, content: Content) -> Response:
    """Pictures never change under their number, so a browser may keep them and ask whether they are still right."""
    etag = f'"{content.checksum[:32]}"'
    headers = {
        "ETag": etag,
        "Cache-Control": "private, max-age=0, must-revalidate",
        "X-Checksum": content.checksum,
        "X-Updated-Date": moment(content.updated) or "",
    }
    if request.headers.get("If-None-Match") == etag:
        return Response(status_code=304, headers=headers)
    return Response(content.body, media_type=content.mime, headers=headers)
