"""Our extension: what is in a base image that only its author knows, asked once and kept under its name."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Request

from prelabel.api.nuclio.access import Functions
from prelabel.api.nuclio.bundles import MOST_FILES, files_of
from prelabel.api.nuclio.schemas import BaseImageAnswer

router = APIRouter(prefix="/base_images", tags=["functions"])


@router.get("/{name:path}")
def get_base_image(functions: Functions, name: str) -> BaseImageAnswer:
    """What is known of the image, and which functions wait to know it."""
    return BaseImageAnswer.of(functions.base_image(name))


@router.put("/{name:path}")
async def put_base_image(request: Request, functions: Functions, name: str) -> BaseImageAnswer:
    """Parts `files`: a Dockerfile with the files it copies, or a requirements.txt. `waiting` are built now."""
    async with request.form(max_files=MOST_FILES) as form:
        told = await asyncio.to_thread(functions.tell_base_image, name, files_of(form))
    return BaseImageAnswer.of(told)
