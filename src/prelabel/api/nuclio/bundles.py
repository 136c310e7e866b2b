"""Our extension: deploys what a person has, in one multipart request (configuration, pasted code, files)."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Request
from starlette.datastructures import FormData, UploadFile

from prelabel.api.nuclio.access import DEPLOYER, Functions
from prelabel.api.nuclio.schemas import Deployed
from prelabel.functions.bundle import BundleFile, BundleSource

router = APIRouter(tags=["functions"])

MOST_FILES = 10_000
LONGEST_FIELD_BYTES = 32 * 2**20


@router.post("/bundles", status_code=202, dependencies=[DEPLOYER])
async def deploy_bundle(request: Request, functions: Functions, replace: bool = False) -> Deployed:
    """Parts: `config` (a function.yaml), `code` (pasted), `files` (any number); one zip or .onnx alone will do.

    A part `name` wins over the name that the configuration or the file has.
    """
    async with request.form(max_files=MOST_FILES, max_part_size=LONGEST_FIELD_BYTES) as form:
        files = tuple(
            BundleFile(upload.filename or "file", upload.file)
            for upload in form.getlist("files")
            if isinstance(upload, UploadFile)
        )
        source = BundleSource(
            config=await _text(form, "config"),
            code=await _text(form, "code"),
            files=files,
            name=await _text(form, "name"),
        )
        return Deployed(name=await asyncio.to_thread(functions.deploy, source, replace=replace))


async def _text(form: FormData, name: str) -> str:
    """A part's text, sent as a field or as a file."""
    value = form.get(name) or ""
    if isinstance(value, UploadFile):
        return (await value.read()).decode("utf-8-sig", "replace")
    return value
