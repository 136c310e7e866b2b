"""Our extension: deploys what a person has, in one multipart request (configuration, pasted code, files)."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from fastapi import APIRouter, Request
from starlette.datastructures import FormData, UploadFile

from prelabel.api.nuclio.access import Functions
from prelabel.api.nuclio.schemas import Deployed, RepairedConfig, RepairReport
from prelabel.errors import InvalidInput
from prelabel.functions.bundle import BundleFile, BundleSource, inside
from prelabel.functions.repair import repair_config
from prelabel.services.functions import FunctionService

router = APIRouter(tags=["functions"])

MOST_FILES = 10_000
LONGEST_FIELD_BYTES = 32 * 2**20


@router.post("/bundles", status_code=202)
async def deploy_bundle(request: Request, functions: Functions, replace: bool = False, base: str = "") -> Deployed:
    """Parts: `config` (a function.yaml), `code` (pasted), `files` (any number); one zip or .onnx alone will do.

    The parts `name`, `project` and `overrides` (JSON in the form of a configuration) win over the configuration.
    `base` is a function some of whose files go into the new version as they are: those that the parts `keep` name, so
    that weights need not be sent again.
    """
    async with request.form(max_files=MOST_FILES, max_part_size=LONGEST_FIELD_BYTES) as form:
        source = BundleSource(
            config=await _text(form, "config"),
            code=await _text(form, "code"),
            files=_kept(functions, base, form) + files_of(form),
            name=await _text(form, "name"),
            project=await _text(form, "project"),
            overrides=_mapping(await _text(form, "overrides")),
        )
        accepted = await asyncio.to_thread(functions.accept, source, replace=replace)
    return Deployed(name=accepted.name, repair=RepairReport.of(accepted.repair))


@router.post("/bundles/repair")
async def repair_configuration(request: Request) -> RepairedConfig:
    """What the part `config` would become if it were deployed; nothing is. 400 where it cannot be repaired."""
    async with request.form(max_part_size=LONGEST_FIELD_BYTES) as form:
        repair = await asyncio.to_thread(repair_config, await _text(form, "config"))
    return RepairedConfig(config=repair.text, **RepairReport.of(repair).model_dump())


def files_of(form: FormData) -> tuple[BundleFile, ...]:
    """The files in the parts `files`."""
    return tuple(
        BundleFile(upload.filename or "file", upload.file)
        for upload in form.getlist("files")
        if isinstance(upload, UploadFile)
    )


def _kept(functions: FunctionService, base: str, form: FormData) -> tuple[BundleFile, ...]:
    """The files of the function `base` that the form wants to keep."""
    names = [name for name in form.getlist("keep") if isinstance(name, str)]
    if not base or not names:
        return ()
    folder = functions.bundle_folder(base)
    for name in names:
        if not inside(folder, name).is_file():
            raise InvalidInput(f"{base} has no file “{name}” to keep.", field="keep")
    return tuple(BundleFile(name, inside(folder, name)) for name in names)


def _mapping(text: str) -> dict[str, Any]:
    """The part as a JSON object; none is an empty one."""
    try:
        found = json.loads(text or "{}")
    except ValueError as error:
        raise InvalidInput(f"The part overrides is not JSON: {error}.", field="overrides") from error
    if not isinstance(found, dict):
        raise InvalidInput("The part overrides is not a JSON object.", field="overrides")
    return found


async def _text(form: FormData, name: str) -> str:
    """A part's text, sent as a field or as a file."""
    value = form.get(name) or ""
    if isinstance(value, UploadFile):
        return (await value.read()).decode("utf-8-sig", "replace")
    return value
