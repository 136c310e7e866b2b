"""Our extension: the versions of a function, what changed, the way back, and the files of the newest as a zip."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import IO

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from prelabel.api.nuclio.access import Functions

router = APIRouter(prefix="/functions/{name}", tags=["functions"])


class Version(BaseModel):
    number: int
    created: datetime
    serving: bool
    built: bool


class Change(BaseModel):
    """`change` is added, removed or changed; `diff` is empty where a file is no short text."""

    name: str
    change: str
    diff: str


class Rollback(BaseModel):
    """The version to go back to; none is the one before the newest."""

    version: int | None = None


class RolledBack(BaseModel):
    """The number that the version got."""

    version: int


@router.get("/versions")
def list_versions(functions: Functions, name: str) -> list[Version]:
    """All versions, the newest last."""
    return [
        Version(number=each.number, created=each.created_at, serving=each.serving, built=each.built)
        for each in functions.versions(name)
    ]


@router.get("/versions/{number}/changes")
def list_changes(functions: Functions, name: str, number: int, since: int | None = None) -> list[Change]:
    """What changed in the files since another version, or since the one before."""
    return [Change(**vars(change)) for change in functions.changes(name, number, since)]


@router.post("/rollback", status_code=202)
def roll_back(functions: Functions, name: str, body: Rollback) -> RolledBack:
    """Deploy an earlier version again, as the newest; the one that serves goes on until it is ready."""
    return RolledBack(version=functions.roll_back(name, body.version))


@router.get("/bundle.zip", response_class=StreamingResponse)
def export_bundle(functions: Functions, name: str) -> StreamingResponse:
    """The files of the newest version, ready to be deployed elsewhere."""
    folder = functions.bundle_folder(name)
    archive = tempfile.TemporaryFile()  # noqa: SIM115 - closed when it has been sent
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            opened.write(file, file.relative_to(folder).as_posix())
    archive.seek(0)
    headers = {"Content-Disposition": f'attachment; filename="{name}.zip"'}
    return StreamingResponse(_blocks(archive), headers=headers, media_type="application/zip")


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while block := file.read(2**20):
            yield block
