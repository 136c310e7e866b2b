"""What exports and imports of data sets have in common, whether they are of tasks, jobs or projects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import Depends, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from prelabel.api.cvat import uploading
from prelabel.api.cvat.targets import LocalDep
from prelabel.domain.actor import Actor
from prelabel.services.datasets import Export, Import
from prelabel.services.uploads import UploadService


async def _export(local: LocalDep, format: str, save_images: bool = False, filename: str = "") -> Export:
    del local
    return Export(format, save_images, filename)


async def _import(
    format: str = "CVAT 1.1",
    filename: Annotated[str, Query(description="At the end: what the upload was answered to be called.")] = "",
    import_mode: Literal["replace", "append"] = "replace",
    conv_mask_to_poly: Annotated[bool, Query(description="Make a polygon of each mask.")] = False,
) -> Import:
    return Import(format, filename, import_mode, conv_mask_to_poly)


ExportDep = Annotated[Export, Depends(_export)]
ImportDep = Annotated[Import, Depends(_import)]


async def import_file(
    request: Request,
    actor: Actor,
    uploads: UploadService,
    wanted: Import,
    opened: Callable[[Import], str],
    load: Callable[[Import], str],
) -> Response:
    """Upload-Start, the file by tus, then Upload-Finish. `opened` checks that it may be imported and says what the
    upload is for; `load` begins the import and answers its request's id."""
    target = await run_in_threadpool(opened, wanted)
    if not uploading.is_final(request):
        return await uploading.receive(request, actor, uploads, target, opaque=True)
    return JSONResponse({"rq_id": await run_in_threadpool(load, wanted)}, 202)
